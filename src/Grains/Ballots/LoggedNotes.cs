using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>The metadata of a log as a bundle publishes it, with every checkpoint that was signed.</summary>
internal sealed class LoggedNotes(IJournal journal, string box) : LogMetadata(journal, box)
{
    private readonly List<SignedNote> checkpoints = [];

    /// <summary>Every checkpoint that was signed, in that order.</summary>
    public IReadOnlyList<SignedNote> Checkpoints => checkpoints;

    /// <summary>How many lines of witnesses stand under them.</summary>
    public int Countersignatures { get; private set; }

    protected override void Take(string text, SignedNote note, Checkpoint checkpoint) => checkpoints.Add(note);

    // Last in time is not last in the list: a witness may answer when the next checkpoint is signed already.
    protected override void TakeCountersigned(SignedNote note, Checkpoint checkpoint, DateTimeOffset at)
    {
        var place = checkpoints.FindLastIndex(signed => string.Equals(signed.Text, note.Text, StringComparison.Ordinal));
        if (place < 0)
            throw new FormatException("A checkpoint was countersigned that was never signed.");
        checkpoints[place] = checkpoints[place].With(note.Signatures[0]);
        Countersignatures++;
    }
}
