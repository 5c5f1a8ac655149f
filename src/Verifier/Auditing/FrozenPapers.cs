using System.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>The rules and the ballot paper that were fixed at the opening.</summary>
internal sealed record FrozenPapers(Paper Paper, FrozenRules Rules)
{
    /// <summary>Reads both and holds them against the log's first <c>open</c> entry; null where they are not those, or the day has not opened.</summary>
    public static FrozenPapers? Read(Bundle bundle, DayLog log, Findings findings)
    {
        if (log.Entries.OfType<OpenEntry>().FirstOrDefault() is not { } open)
        {
            findings.NotDue(AuditCheck.Frozen, "the day has not opened");
            return null;
        }
        Paper? paper = null;
        FrozenRules? rules = null;
        Read(bundle, BundleNames.Paper, open.Paper, (string text, out string? problem) => Paper.TryParse(text, out paper, out problem), findings);
        Read(bundle, BundleNames.Rules, open.Rules, (string text, out string? problem) => FrozenRules.TryParse(text, out rules, out problem), findings);
        if (paper is not null && !string.Equals(paper.Origin, log.Origin, StringComparison.Ordinal))
            findings.Fail(AuditCheck.Frozen, $"{BundleNames.Paper} is of another day, {paper.Origin}");
        ReadPages(bundle, log, findings);
        if (findings.Fails(AuditCheck.Frozen))
            return null;
        findings.Hold(AuditCheck.Frozen, $"{paper!.Day}; rule {Words.Of(rules!.Allocation.Rule)}");
        return new(paper, rules);
    }

    // A list that does not fit fails the check; what the lists say is for "pbdd pages".
    private static void ReadPages(Bundle bundle, DayLog log, Findings findings)
    {
        int number = 0;
        foreach (LogEntry entry in log.Entries)
            if (entry is OpenEntry or PagesEntry)
                Read(bundle, BundleNames.Pages(++number), entry is OpenEntry open ? open.Pages : ((PagesEntry)entry).Pages, PageList.TryParse, findings);
    }

    private delegate bool Reader(string text, out string? problem);

    private static void Read(Bundle bundle, string name, Digest hash, Reader read, Findings findings)
    {
        if (!bundle.Has(name))
        {
            findings.Fail(AuditCheck.Frozen, $"{name} is missing");
            return;
        }
        byte[] bytes = bundle.Read(name);
        if (Digest.Sha256(bytes) != hash)
            findings.Fail(AuditCheck.Frozen, $"{name} is not the file whose hash the log names");
        else if (!read(Encoding.UTF8.GetString(bytes), out string? problem))
            findings.Fail(AuditCheck.Frozen, $"{name}: {problem}");
    }
}
