using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The metadata of a log as the journal has it: its name and keys from set-up, and its checkpoints. It stands in a stream of its own, since a
/// box's stream holds entries of the log and nothing else. Reading again reads only what came since.
/// </summary>
/// <param name="box">The box's key.</param>
internal abstract class LogMetadata(IJournal journal, string box)
{
    private readonly List<BatchAllotted> _allotted = [];

    /// <summary>The stream of the notes.</summary>
    protected string Stream { get; } = $"notes/{box}";

    /// <summary>How many notes were taken in.</summary>
    protected long Version { get; private set; }

    /// <summary>The log's name; empty before set-up.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Whether this is a rehearsal's log.</summary>
    public bool Rehearsal { get; private set; }

    /// <summary>The log's public key as a C2SP verifier key.</summary>
    public string VerifierKey { get; private set; } = "";

    /// <summary>SHA-256 of the openings key, so that a wrong key is noticed before it opens nothing.</summary>
    public string OpeningsKeyHash { get; private set; } = "";

    public bool IsSetUp => Origin.Length > 0;

    /// <summary>The batches that the main log names for this other log, in that order.</summary>
    public IReadOnlyList<BatchAllotted> Allotted => _allotted;

    /// <summary>Who countersigns this log's checkpoints, in the order named.</summary>
    public ImmutableArray<NamedWitness> Witnesses { get; private set; } = [];

    /// <exception cref="LogRefusedException">A note is damaged.</exception>
    /// <exception cref="JournalUnavailableException">The notes cannot be read.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var recorded in journal.ReadAsync(Stream, Version, cancellationToken))
        {
            try
            {
                Apply(LogNoteNames.All.Read(recorded.Kind, recorded.Body.Span));
            }
            catch (Exception broken) when (broken is InvalidDataException or FormatException)
            {
                throw new LogRefusedException(
                    $"Note {recorded.Version} of the log {box} is damaged. Stop the service, keep everything as it is, and put the newest good copy of the database back.", broken);
            }
        }
    }

    /// <summary>Takes the next note in.</summary>
    /// <exception cref="FormatException">Its checkpoint is none.</exception>
    protected void Apply(LogNote note)
    {
        switch (note)
        {
            case LogSetUp setUp:
                (Origin, Rehearsal, VerifierKey, OpeningsKeyHash) = (setUp.Origin, setUp.Rehearsal, setUp.Key, setUp.Openings);
                break;
            case OpeningsKeyMade made:
                OpeningsKeyHash = made.Openings;
                break;
            case BatchAllotted allotted:
                _allotted.Add(allotted);
                break;
            case CheckpointSigned signed:
                var (parsed, checkpoint) = Read(signed.Note);
                Take(signed.Note, parsed, checkpoint);
                break;
            case WitnessesNamed named:
                Witnesses = named.Witnesses;
                break;
            case CheckpointCountersigned countersigned:
                var (line, covered) = Read(countersigned.Note);
                TakeCountersigned(line, covered, countersigned.At);
                break;
        }
        Version++;
    }

    /// <summary>Takes a witness's line in.</summary>
    /// <param name="note">The checkpoint's text with that line alone.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="at">When it came.</param>
    protected abstract void TakeCountersigned(SignedNote note, Checkpoint checkpoint, DateTimeOffset at);

    private static (SignedNote Note, Checkpoint Checkpoint) Read(string text) =>
        SignedNote.TryParse(text, out var note) && Checkpoint.TryParse(note.Text, out var checkpoint)
            ? (note, checkpoint)
            : throw new FormatException("Not a checkpoint.");

    /// <summary>Takes the next checkpoint in.</summary>
    /// <param name="text">The C2SP note as it is stored.</param>
    /// <param name="note">The note read.</param>
    /// <param name="checkpoint">The checkpoint that it signs.</param>
    protected abstract void Take(string text, SignedNote note, Checkpoint checkpoint);
}
