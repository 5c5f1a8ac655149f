using System.Globalization;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Receipts;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Whether what somebody kept is in this log's history.</summary>
internal static class SeenCheck
{
    /// <summary>Checks the files that were given.</summary>
    /// <param name="seen">Each file's name and what is in it.</param>
    /// <param name="logs">The main log, and those that were joined.</param>
    /// <param name="published">The checkpoints of <c>checkpoints.txt</c>.</param>
    public static void Run(IReadOnlyList<(string Name, SeenNotes Notes)> seen, IReadOnlyList<DayLog> logs, IReadOnlyList<SignedNote> published, Findings findings)
    {
        if (seen.Count == 0)
        {
            findings.NotAsked(AuditCheck.Seen, "no receipts or checkpoints were given: --seen FILE");
            return;
        }
        var listed = published.Select(note => note.Text).ToHashSet(StringComparer.Ordinal);
        int receipts = 0, checkpoints = 0;
        foreach (var (name, notes) in seen)
        {
            (receipts, checkpoints) = (receipts + notes.Receipts.Length, checkpoints + notes.Checkpoints.Length);
            foreach (string problem in notes.Problems)
                findings.Fail(AuditCheck.Seen, $"{name}: {problem}");
            foreach (Receipt receipt in notes.Receipts)
                if (Of(logs, receipt.Origin) is var log && Problem(receipt, log) is { } problem)
                    findings.Fail(AuditCheck.Seen, $"{name}: the receipt of entry {receipt.Index.ToString(CultureInfo.InvariantCulture)} {problem}", receipt.Index, log.Name);
            foreach (SignedNote note in notes.Checkpoints)
                if (Problem(note, logs, listed) is { } problem)
                    findings.Fail(AuditCheck.Seen, $"{name}: {problem}");
        }
        findings.Hold(AuditCheck.Seen, $"{CountedNoun.Of(receipts, "receipt")}, {CountedNoun.Of(checkpoints, "checkpoint")}");
    }

    private static string? Problem(Receipt receipt, DayLog log) =>
        !string.Equals(receipt.Origin, log.Origin, StringComparison.Ordinal) ? $"is of another log, {receipt.Origin}"
        : !receipt.IsSignedBy(log.Key) ? "is not signed by this log's key, so it proves nothing"
        : receipt.Index >= log.Tree.Count ? "is signed by this log, which has no such entry: the entry is missing"
        : log.Tree.Leaf(receipt.Index) != receipt.LeafHash ? "is signed by this log, which has another entry there"
        : null;

    private static DayLog Of(IReadOnlyList<DayLog> logs, string origin) =>
        logs.FirstOrDefault(log => string.Equals(log.Origin, origin, StringComparison.Ordinal)) ?? logs[0];

    private static string? Problem(SignedNote note, IReadOnlyList<DayLog> logs, HashSet<string> listed)
    {
        _ = Checkpoint.TryParse(note.Text, out Checkpoint? checkpoint);
        DayLog log = Of(logs, checkpoint!.Origin);
        string size = checkpoint!.Size.ToString(CultureInfo.InvariantCulture);
        return !string.Equals(checkpoint.Origin, log.Origin, StringComparison.Ordinal) ? $"the checkpoint of {size} entries is of another log, {checkpoint.Origin}"
            : !note.IsSignedBy(log.Origin, log.Key) ? $"the checkpoint of {size} entries is not signed by this log's key, so it proves nothing"
            : checkpoint.Size > log.Tree.Count ? $"a checkpoint of {size} entries was signed, and this log has only {log.Tree.Count.ToString(CultureInfo.InvariantCulture)}: entries are missing"
            : log.Tree.Root(checkpoint.Size) != checkpoint.Root ? $"a checkpoint of {size} entries was signed with another root: the log was rewritten"
            : !listed.Contains(note.Text) ? $"the checkpoint of {size} entries fits this log, but {BundleNames.Checkpoints} leaves it out"
            : null;
    }
}
