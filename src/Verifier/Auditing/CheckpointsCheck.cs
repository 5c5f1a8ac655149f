using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Whether every checkpoint that was published is a stage of the log, up to its end.</summary>
internal static class CheckpointsCheck
{
    /// <summary>Checks <c>checkpoints.txt</c>.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="logs">The main log, and those that were joined.</param>
    /// <param name="findings">What is found.</param>
    /// <returns>Its notes, in order; empty where it cannot be read.</returns>
    public static ImmutableArray<SignedNote> Run(Bundle bundle, IReadOnlyList<DayLog> logs, Findings findings)
    {
        string? text = DayLog.Text(bundle, BundleNames.Checkpoints);
        if (text is null)
        {
            findings.Fail(AuditCheck.Checkpoints, $"{BundleNames.Checkpoints} is missing");
            return [];
        }
        if (!CheckpointFile.TryParse(text, out IReadOnlyList<SignedNote> notes, out string? problem))
        {
            findings.Fail(AuditCheck.Checkpoints, $"{BundleNames.Checkpoints}: {problem}");
            return [];
        }
        string?[] reasons = [.. notes.AsParallel().AsOrdered().Select(note => Problem(note, logs))];
        foreach (string reason in reasons.OfType<string>())
            findings.Fail(AuditCheck.Checkpoints, $"{BundleNames.Checkpoints}: {reason}");
        foreach (DayLog log in logs.Where(log => !notes.Any(note => string.Equals(note.Print(), log.Files.Note.Print(), StringComparison.Ordinal))))
            findings.Fail(AuditCheck.Checkpoints, $"{BundleNames.Checkpoints} leaves out {BundleNames.LogCheckpoint}, the last checkpoint", log: log.Name);
        findings.Hold(AuditCheck.Checkpoints, CountedNoun.Of(notes.Count, "checkpoint"));
        return [.. notes];
    }

    private static string? Problem(SignedNote note, IReadOnlyList<DayLog> logs)
    {
        _ = Checkpoint.TryParse(note.Text, out Checkpoint? checkpoint);
        DayLog log = logs.FirstOrDefault(log => string.Equals(checkpoint!.Origin, log.Origin, StringComparison.Ordinal)) ?? logs[0];
        string size = checkpoint!.Size.ToString(CultureInfo.InvariantCulture);
        return !string.Equals(checkpoint.Origin, log.Origin, StringComparison.Ordinal) ? $"a checkpoint of another log, {checkpoint.Origin}"
            : !note.IsSignedBy(log.Origin, log.Key) ? $"the checkpoint of {size} entries is not signed by the log's key"
            : checkpoint.Size > log.Tree.Count ? $"a checkpoint of {size} entries was signed, and the log ends at {log.Tree.Count.ToString(CultureInfo.InvariantCulture)}"
            : log.Tree.Root(checkpoint.Size) != checkpoint.Root ? $"the checkpoint of {size} entries has another root than the log had"
            : null;
    }
}
