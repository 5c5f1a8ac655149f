using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.SelfCheck;

/// <summary>
/// The name, keys and checkpoints of a log as the journal has them, each read once. A reader of its own on purpose: a self-check that shared
/// the box's would share its mistakes.
/// </summary>
internal sealed class CheckedNotes(IJournal journal, string stream)
{
    private readonly Queue<string> unchecked_ = new();
    private long version;

    /// <summary>The log's name; empty before it was set up.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Its key as a C2SP verifier key.</summary>
    public string VerifierKey { get; private set; } = "";

    /// <summary>SHA-256 of the openings key.</summary>
    public string OpeningsKeyHash { get; private set; } = "";

    /// <summary>The batches that the main log names for this other one.</summary>
    public List<BatchAllotted> Allotted { get; } = [];

    /// <summary>How many checkpoints were signed.</summary>
    public int Checkpoints { get; private set; }

    /// <summary>Reads what was noted since the last time.</summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    public async Task ReadAsync()
    {
        await foreach (var recorded in journal.ReadAsync(stream, version, CancellationToken.None))
        {
            switch (LogNoteNames.All.Read(recorded.Kind, recorded.Body.Span))
            {
                case LogSetUp setUp:
                    (Origin, VerifierKey, OpeningsKeyHash) = (setUp.Origin, setUp.Key, setUp.Openings);
                    break;
                case OpeningsKeyMade made:
                    OpeningsKeyHash = made.Openings;
                    break;
                case BatchAllotted allotted:
                    Allotted.Add(allotted);
                    break;
                case CheckpointSigned signed:
                    unchecked_.Enqueue(signed.Note);
                    Checkpoints++;
                    break;
            }
            version = recorded.Version + 1;
        }
    }

    /// <summary>Checkpoints that were not looked at yet.</summary>
    public IEnumerable<string> TakeUnchecked()
    {
        while (unchecked_.TryDequeue(out var note))
            yield return note;
    }
}
