using System.Globalization;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Whether what somebody kept is in this log's history.</summary>
internal static class SeenCheck
{
    /// <summary>Checks the files that were given.</summary>
    /// <param name="seen">Each file's name and what is in it.</param>
    /// <param name="logs">The main log, and those that were joined.</param>
    /// <param name="absent">The announced logs that are not joined.</param>
    /// <param name="published">The checkpoints of <c>checkpoints.txt</c>.</param>
    public static void Run(
        IReadOnlyList<(string Name, SeenNotes Notes)> seen, IReadOnlyList<DayLog> logs, IReadOnlyList<AbsentLog> absent,
        IReadOnlyList<SignedNote> published, Findings findings)
    {
        if (seen.Count == 0)
        {
            findings.NotAsked(AuditCheck.Seen, "no receipts or checkpoints were given: --seen FILE");
            return;
        }
        var listed = published.Select(note => note.Text).ToHashSet(StringComparer.Ordinal);
        var remarks = new List<string>();
        int receipts = 0, checkpoints = 0;
        foreach (var (name, notes) in seen)
        {
            (receipts, checkpoints) = (receipts + notes.Receipts.Length, checkpoints + notes.Checkpoints.Length);
            foreach (string problem in notes.Problems)
                findings.Fail(AuditCheck.Seen, $"{name}: {problem}");
            foreach (Receipt receipt in notes.Receipts)
                if (absent.FirstOrDefault(log => log.Origin == receipt.Origin) is { } left)
                    Tell(left, name, $"the receipt of entry {Say(receipt.Index)}", receipt.IsSignedBy(left.Key), remarks, findings);
                else if (Of(logs, receipt.Origin) is var log && Problem(receipt, log) is { } problem)
                    findings.Fail(AuditCheck.Seen, $"{name}: the receipt of entry {Say(receipt.Index)} {problem}", receipt.Index, log.Name);
            foreach (SignedNote note in notes.Checkpoints)
                if (Checkpoint.TryParse(note.Text, out Checkpoint? checkpoint) && absent.FirstOrDefault(log => log.Origin == checkpoint.Origin) is { } left)
                    Tell(left, name, $"the checkpoint of {Say(checkpoint.Size)} entries", note.IsSignedBy(left.Origin, left.Key), remarks, findings);
                else if (Problem(note, logs, listed) is { } problem)
                    findings.Fail(AuditCheck.Seen, $"{name}: {problem}");
        }
        findings.Hold(AuditCheck.Seen, string.Join("; ", [$"{CountedNoun.Of(receipts, "receipt")}, {CountedNoun.Of(checkpoints, "checkpoint")}", .. remarks]));
    }

    // What is kept of a log that is not in the count cannot be looked up: its signature is all that it shows.
    private static void Tell(AbsentLog log, string file, string what, bool signed, List<string> remarks, Findings findings)
    {
        string text = $"{file}: {what} is of the log {log.Name}, which {(log.LeftOut ? "was left out of the count" : "is not joined yet")}";
        if (!signed)
            findings.Fail(AuditCheck.Seen, $"{text}, and it is not signed by that log's key, so it proves nothing");
        else if (!log.LeftOut && log.Accepted)
            remarks.Add($"{text}: that log signed it, and it can be looked up when the log has joined");
        else if (!log.LeftOut)
            findings.Fail(AuditCheck.Seen, $"{text}, so it cannot be looked up now (--so-far, before the count)");
        else if (!log.Accepted)
            findings.Fail(AuditCheck.Seen, $"{text}: it proves only that its machine signed it (--without {log.Name} accepts that)");
        else
            remarks.Add($"{text}: it proves only that its machine signed it");
    }

    private static string Say(long number) => number.ToString(CultureInfo.InvariantCulture);

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

/// <summary>A log of the day that was announced and is not joined, so that nothing kept of it can be looked up.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Origin">Its origin.</param>
/// <param name="Key">The key it was announced with.</param>
/// <param name="LeftOut">Whether it was left out for good.</param>
/// <param name="Accepted">Whether whoever asks accepts that, with <c>--without</c>.</param>
internal sealed record AbsentLog(string Name, string Origin, LogPublicKey Key, bool LeftOut, bool Accepted);
