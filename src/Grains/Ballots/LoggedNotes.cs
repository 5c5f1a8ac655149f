using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>The metadata of a log as a bundle publishes it, with every checkpoint that was signed.</summary>
internal sealed class LoggedNotes(IJournal journal, string box) : LogMetadata(journal, box)
{
    private readonly List<SignedNote> checkpoints = [];

    /// <summary>Every checkpoint that was signed, in that order.</summary>
    public IReadOnlyList<SignedNote> Checkpoints => checkpoints;

    protected override void Take(string text, SignedNote note, Checkpoint checkpoint) => checkpoints.Add(note);
}
