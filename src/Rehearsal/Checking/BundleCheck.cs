using System.Collections.Immutable;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rehearsal.Playing;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>Checks that the public bundle tells the same day: the same log, the same result, the ballots that were cast, and a mix that holds.</summary>
internal static class BundleCheck
{
    /// <summary>What does not hold, each as a sentence.</summary>
    /// <param name="file">The bundle's bytes.</param>
    /// <param name="copy">The log as it was copied tile by tile.</param>
    /// <param name="published">The day as it was published.</param>
    /// <param name="result">The declared result.</param>
    /// <param name="counted">The ballots that should count.</param>
    /// <param name="own">What these ballots come to.</param>
    public static IEnumerable<string> Problems(
        byte[] file, LogCopy copy, PublishedDay published, string result, IReadOnlyCollection<Ballot> counted, DayAllocation own)
    {
        if (!Bundle.TryOpen(new MemoryStream(file), long.MaxValue, out Bundle? bundle, out string? problem))
            return [$"The public bundle cannot be opened: {problem}"];
        using (bundle)
        {
            if (!LogFiles.TryRead(Members(bundle, BundleNames.LogFolder), out LogFiles? log, out BundleFault? fault))
                return [$"The log in the public bundle does not hold: {fault}"];
            return [.. Log(log, copy), .. Texts(bundle, published, result), .. Audit(bundle, log, published, counted), .. Ballots(bundle, published, counted, own.Outcome)];
        }
    }

    private static IEnumerable<string> Log(LogFiles log, LogCopy copy)
    {
        if (log.Note.Print() != copy.Checkpoint)
            yield return "The public bundle ends at another checkpoint than the log that is served.";
        if (log.Entries.Count != copy.Entries.Length || log.Entries.Zip(copy.Entries).Any(pair => !pair.First.Span.SequenceEqual(pair.Second.Span)))
            yield return "The log in the public bundle has other entries than the log that is served.";
    }

    private static IEnumerable<string> Texts(Bundle bundle, PublishedDay published, string result) =>
        from text in new[] { (BundleNames.Paper, published.Paper.Text), (BundleNames.Rules, published.Rules.Text), (BundleNames.Result, result) }
        where !bundle.Has(text.Item1) || !bundle.Read(text.Item1).AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(text.Item2))
        select $"{text.Item1} in the public bundle is missing or is not what was published.";

    /// <summary>The log by itself: what may follow what, and that the mix proves the published ballots.</summary>
    private static IEnumerable<string> Audit(Bundle bundle, LogFiles log, PublishedDay published, IReadOnlyCollection<Ballot> counted)
    {
        var audit = new LogAudit { Replacement = published.Rules.Replacement, Terms = TermsOf(published) };
        foreach (BundleMember member in Members(bundle, BundleNames.ManifestFolder))
            if (Manifest.TryParse(member.Read(), out Manifest? manifest, out _))
                audit.AddManifest(member.Name[BundleNames.ManifestFolder.Length..^".txt".Length], manifest);
        if (bundle.Has(BundleNames.Issued) && Manifest.TryParse(bundle.Read(BundleNames.Issued), out Manifest? issued, out _))
            audit.AddIssued(issued);
        foreach ((int index, ReadOnlyMemory<byte> bytes) in log.Entries.Index())
            if (LogEntry.TryParse(bytes.Span, out LogEntry? entry, out _))
                audit.Take(index, entry);
        foreach (AuditFinding finding in audit.Findings)
            yield return $"The log does not keep to the protocol: {finding}";
        if (audit.CountedSeals().Count != counted.Count)
            yield return $"By the log {audit.CountedSeals().Count} sealed ballots count, but {counted.Count} voters have a receipt.";
        if (audit is { Mix.Entry: var mix, Dice.Entry: var dice, Proof.Entry: var proof })
        {
            if (new MixCheck(audit.CountedSeals(), mix, dice, counted.Select(ballot => ballot.Canonical)).Fault(proof, Members(bundle, BundleNames.MixFolder)) is { } fault)
                yield return $"The mix does not hold: {fault}";
        }
        else if (counted.Count >= MixEntry.LeastBallots)
            yield return $"{counted.Count} ballots count, but the log has no mix with dice and proof.";
    }

    private static ChangeTerms TermsOf(PublishedDay published) => new(
        published.Rules.Money switch
        {
            MoneyChanges.Never => ChangeLimit.Never,
            MoneyChanges.UntilLast => ChangeLimit.UntilLast,
            MoneyChanges.UntilMix => ChangeLimit.UntilMix,
        },
        published.Rules.Withdrawal switch
        {
            Withdrawals.Never => ChangeLimit.Never,
            Withdrawals.UntilOpen => ChangeLimit.UntilOpen,
            Withdrawals.UntilLast => ChangeLimit.UntilLast,
            Withdrawals.UntilMix => ChangeLimit.UntilMix,
        },
        published.Rules.Live != LiveResults.Turnout,
        published.Paper.Pots.ToDictionary(pot => pot.Id, pot => pot.Amount, StringComparer.Ordinal),
        published.Paper.Proposals.Select(project => project.Id).ToHashSet(StringComparer.Ordinal), Paper.MostMoney);

    private static IEnumerable<string> Ballots(Bundle bundle, PublishedDay published, IReadOnlyCollection<Ballot> counted, Allocation own)
    {
        if (bundle.Has(BundleNames.Ballots) != counted.Count >= MixEntry.LeastBallots)
            yield return $"{counted.Count} ballots count, and {BundleNames.Ballots} is {(bundle.Has(BundleNames.Ballots) ? "" : "not ")}in the public bundle.";
        else if (bundle.Has(BundleNames.Ballots)
            && Tables(System.Text.Encoding.UTF8.GetString(bundle.Read(BundleNames.Ballots)))
            != Tables(PabulibWriter.ToText(PabulibExport.Of(published.Paper, published.Rules, counted, new PabulibFacts("", "", "", "", default, default), own))))
            yield return $"{BundleNames.Ballots} does not hold the ballots that were cast, or another outcome.";
    }

    /// <summary>Everything after META.</summary>
    private static string Tables(string file) => file[Math.Max(0, file.IndexOf("\nPROJECTS\n", StringComparison.Ordinal))..];

    private static ImmutableArray<BundleMember> Members(Bundle bundle, string folder) =>
        [.. bundle.Names.Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Select(name => new BundleMember(name, () => bundle.Open(name)))];
}
