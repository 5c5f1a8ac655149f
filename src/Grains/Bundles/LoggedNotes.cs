using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Bundles;

/// <summary>A log's name, key and checkpoints as the journal has them. Reading again reads only what came since.</summary>
internal sealed class LoggedNotes(IJournal journal, string stream)
{
    private readonly List<SignedNote> checkpoints = [];
    private long version;

    public string Origin { get; private set; } = "";

    public string VerifierKey { get; private set; } = "";

    /// <summary>Every checkpoint that was signed, in that order.</summary>
    public IReadOnlyList<SignedNote> Checkpoints => checkpoints;

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var recorded in journal.ReadAsync(stream, version, cancellationToken))
        {
            Take(LogNoteNames.All.Read(recorded.Kind, recorded.Body.Span));
            version++;
        }
    }

    private void Take(LogNote note)
    {
        switch (note)
        {
            case LogSetUp setUp:
                (Origin, VerifierKey) = (setUp.Origin, setUp.Key);
                break;
            case CheckpointSigned signed:
                checkpoints.Add(SignedNote.TryParse(signed.Note, out var parsed)
                    ? parsed
                    : throw new InvalidDataException($"A stored checkpoint of {Origin} cannot be read."));
                break;
        }
    }
}
