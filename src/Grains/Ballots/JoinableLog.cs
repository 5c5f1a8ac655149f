using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// Another log of the day as the main box reads it from the journal, to join it and to count its ballots. Its own box is not asked: what is
/// joined is what was written.
/// </summary>
internal sealed class JoinableLog
{
    private readonly IJournal _journal;
    private readonly string _stream;
    private readonly string _origin;
    private readonly BoxState _state;

    private JoinableLog(IJournal journal, string stream, string origin, BoxState state) =>
        (_journal, _stream, _origin, _state) = (journal, stream, origin, state);

    /// <summary>The entry that joins it.</summary>
    public JoinEntry Entry => new(_state.Log, _state.Size, _state.Tree.Root());

    /// <summary>What of it counts.</summary>
    public JoinedFigures Figures => new(_state.Counts.Ballots, _state.Counts.Surrendered);

    /// <summary>Reads a log to its end.</summary>
    /// <returns><c>null</c> where it is not closed, or its last checkpoint does not cover its close.</returns>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static async Task<JoinableLog?> ReadAsync(IJournal journal, string box, CancellationToken cancellationToken)
    {
        var notes = new LoggedNotes(journal, box);
        await notes.ReadAsync(cancellationToken);
        if (!notes.IsSetUp || notes.Checkpoints is not [.., var last] || !Checkpoint.TryParse(last.Text, out var checkpoint))
            return null;
        var state = new BoxState(BoxKey.Parts(box).Log);
        try
        {
            await BoxReplay.FoldAsync(journal, $"box/{box}", notes, cipher: null, state, cancellationToken);
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException or KeyNotFoundException)
        {
            throw new InvalidDataException($"Entry {state.Size} of the log {notes.Origin} is damaged: {broken.Message}", broken);
        }
        return state.Phase == BoxPhase.Closed && checkpoint.Size == state.Size && checkpoint.Root == state.Tree.Root()
            ? new JoinableLog(journal, $"box/{box}", notes.Origin, state)
            : null;
    }

    /// <summary>What its counted ballots were sealed from, in log order.</summary>
    public async Task<IEnumerable<PlacedOpening>> CountedAsync(OpeningCipher cipher, CancellationToken cancellationToken)
    {
        var indexes = _state.CountedIndexes.ToHashSet();
        var openings = await BoxReplay.OpeningsAsync(_journal, _stream, _state.Size, cipher, _origin, indexes.Contains, cancellationToken);
        return openings.Select(opening => opening with { Log = _state.Log });
    }
}
