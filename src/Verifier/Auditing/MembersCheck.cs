using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Whether a bundle holds exactly what belongs to a day that has come so far.</summary>
internal static class MembersCheck
{
    /// <summary>Checks the names.</summary>
    public static void Run(Bundle bundle, DayLog log, IReadOnlyList<DayLog> joined, LogAudit audit, Findings findings)
    {
        var expected = Expected(log, audit).Concat(joined.SelectMany(Expected)).ToHashSet(StringComparer.Ordinal);
        // Whether a pot has a file shows in the ballots, where they are checked.
        bool isMixed = audit is { Result: not null, Mix: not null };
        bool MayBelong(string name) => isMixed && name.StartsWith(BundleNames.PotFolder, StringComparison.Ordinal);
        foreach (string name in bundle.Names.Where(name => !expected.Contains(name) && !MayBelong(name)))
            findings.Fail(AuditCheck.Members, $"{name} does not belong here");
        foreach (string name in expected.Where(name => !bundle.Has(name)).Order(StringComparer.Ordinal))
            findings.Fail(AuditCheck.Members, $"{name} is missing");
        findings.Hold(AuditCheck.Members, CountedNoun.Of(bundle.Names.Count, "file"));
    }

    private static IEnumerable<string> Expected(DayLog joined)
    {
        string folder = BundleNames.OtherLog(joined.Name);
        return Tile.AllOf(joined.Last.Size).Select(tile => folder + BundleNames.LogTile(tile))
            .Append(folder + BundleNames.LogCheckpoint).Append(folder + BundleNames.Issued);
    }

    private static IEnumerable<string> Expected(DayLog log, LogAudit audit)
    {
        IEnumerable<string> names = [BundleNames.Readme, BundleNames.Keys, BundleNames.Checkpoints, BundleNames.LogCheckpoint];
        names = names.Concat(Tile.AllOf(log.Last.Size).Select(BundleNames.LogTile));
        if (audit.Opening is not null)
            names = names.Append(BundleNames.Paper).Append(BundleNames.Rules).Concat(Enumerable.Range(1, audit.PageLists).Select(BundleNames.Pages));
        if (audit.Close is not null)
            names = names.Append(BundleNames.Issued).Concat(log.Entries.OfType<BatchEntry>().Select(batch => BundleNames.Manifest(batch.Batch)));
        if (audit.Result is not null)
            names = names.Append(BundleNames.Result);
        if (audit is { Result: not null, Mix: not null })
            names = names.Append(BundleNames.Ballots).Append(BundleNames.MixCommitments).Append(BundleNames.MixProof)
                .Concat(Enumerable.Range(1, BallotSeal.Pairs).Select(BundleNames.MixPair));
        return names;
    }
}
