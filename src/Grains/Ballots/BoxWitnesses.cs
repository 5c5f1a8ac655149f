using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// Sends each signed checkpoint to the witnesses of the day and keeps their lines. It runs beside the box's work: nothing waits for a witness. One
/// that fails is tried again after a while, some times for each checkpoint; the next checkpoint begins anew.
/// </summary>
internal sealed class BoxWitnesses : IAsyncDisposable
{
    public const int Most = 8;

    // Together about ten minutes, in which a laptop is started again; a next checkpoint, a minute later while votes come, begins anew.
    private const int MostTries = 10;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    // Somebody waits at the console for the opening.
    private static readonly TimeSpan LongestMeeting = TimeSpan.FromSeconds(8);

    private readonly string _box;
    private readonly LogNotes _notes;
    private readonly BoxState _state;
    private readonly BoxCheckpoints _checkpoints;
    private readonly WitnessCaller _caller;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private ImmutableArray<Pushed> _pushed = [];

    public BoxWitnesses(
        string box, LogNotes notes, BoxState state, BoxCheckpoints checkpoints, WitnessCaller caller, TimeProvider time, ILogger logger)
    {
        (_box, _notes, _state, _checkpoints, _caller, _time, _logger) = (box, notes, state, checkpoints, caller, time, logger);
        Follow();
        checkpoints.WhenSigned(Push);
    }

    /// <summary>How far each witness has come.</summary>
    public ImmutableArray<WitnessStanding> Standing => [.. _pushed.Select(one =>
    {
        var last = Last(one);
        return new WitnessStanding(one.Name, one.Named.Key, last.Size, last.At, one.Trouble, last.Covers(_state.Milestones.OpenIndex));
    })];

    /// <summary>Says who countersigns, once and before the opening.</summary>
    public async Task<BoxResult> NameAsync(ImmutableArray<NamedWitness> witnesses)
    {
        if (!_state.IsMain || witnesses.IsDefault || witnesses.Length > Most || witnesses.Any(witness => Problem(witness) is not null)
            || witnesses.DistinctBy(witness => witness.Key, StringComparer.Ordinal).Count() != witnesses.Length)
            return BoxResult.Invalid;
        if (_notes.Witnesses.SequenceEqual(witnesses))
            return BoxResult.AlreadyDone;
        if (_state.Phase != BoxPhase.BeforeOpening)
            return BoxResult.WrongPhase;
        if (!await _checkpoints.NameWitnessesAsync(witnesses))
            return BoxResult.Unavailable;
        Follow();
        return BoxResult.Done;
    }

    /// <summary>Names the witnesses before the opening, signs the log so far, and asks each once, for some seconds at most.</summary>
    public async Task<BoxResult> MeetAsync(ImmutableArray<NamedWitness> witnesses)
    {
        if (await NameAsync(witnesses) is not (BoxResult.Done or BoxResult.AlreadyDone) and var refused)
            return refused;
        if (_state.Phase != BoxPhase.BeforeOpening)
            return BoxResult.WrongPhase;
        if (await _checkpoints.CoverAsync(BoxResult.Done) is not BoxResult.Done and var notSigned)
            return notSigned;
        // Also who has signed as much before: it may have gone since.
        foreach (var one in _pushed)
            one.Trouble = WitnessTrouble.NotReached;
        var asked = Task.WhenAll(_pushed.Select(AskOnceAsync));
        await Task.WhenAny(asked, Task.Delay(LongestMeeting, _time, _end.Token));
        return BoxResult.Done;
    }

    /// <summary>What is wrong with a witness, as a sentence; <c>null</c> if nothing is.</summary>
    public static string? Problem(NamedWitness witness) =>
        !LogPublicKey.TryParseVerifierKey(witness.Key, out _, out _) ? "A witness's key is the line that pbdd witness new prints: name+id+base64."
        : !Uri.TryCreate(witness.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length + address.Query.Length + address.Fragment.Length > 0 || witness.Address.Length > 200
            ? $"The witness {witness.Name} needs an address, such as http://192.168.1.7:8081."
        : null;

    /// <summary>Sends what is not countersigned yet, in the background.</summary>
    public void Push()
    {
        // A box that ends signs once more; what is new then is sent by the next activation.
        if (_end.IsCancellationRequested)
            return;
        foreach (var one in _pushed)
            if (one.Running.IsCompleted && Last(one).Size < _notes.Size && one.GivenUpAt != _notes.Size)
                one.Running = RunAsync(one);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_pushed.Select(one => one.Running));
        _end.Dispose();
    }

    private void Follow() => _pushed = [.. _notes.Witnesses.Select(witness => new Pushed(witness))];

    private LogNotes.Countersigned Last(Pushed one) => _notes.CountersignedBy(one.Name, one.Key.KeyId);

    private async Task RunAsync(Pushed one)
    {
        await Task.Yield();
        try
        {
            var pause = FirstPause;
            for (var (tries, size) = (1, _notes.Size); Last(one).Size < _notes.Size; tries++)
            {
                if (_notes.Size != size)
                    (tries, size) = (1, _notes.Size);
                await AskOnceAsync(one);
                if (one.Trouble == WitnessTrouble.None)
                {
                    (tries, pause) = (0, FirstPause);
                    continue;
                }
                if (tries == MostTries)
                {
                    one.GivenUpAt = size;
                    _logger.WitnessGivenUp(_box, one.Name, one.Trouble, size);
                    return;
                }
                await Task.Delay(pause, _time, _end.Token);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The next activation goes on.
        }
        catch (Exception failure)
        {
            // A witness must not take the box down with it; the next checkpoint tries again.
            _logger.WitnessNotAsked(failure, _box, one.Name);
        }
    }

    private async Task AskOnceAsync(Pushed one)
    {
        await one.Turn.WaitAsync(_end.Token);
        try
        {
            one.Trouble = await AskAsync(one);
        }
        finally
        {
            one.Turn.Release();
        }
    }

    /// <summary>Asks once, and once more from the size that the witness names.</summary>
    private async Task<WitnessTrouble> AskAsync(Pushed one)
    {
        var old = one.Old ?? Last(one).Size;
        for (var again = false; ; again = true)
        {
            var text = _notes.Checkpoint;
            if (!SignedNote.TryParse(text, out var note) || !Checkpoint.TryParse(note.Text, out var checkpoint))
                throw new InvalidOperationException("The last checkpoint is none.");
            if (old > checkpoint.Size)
                return WitnessTrouble.Refused;
            var request = new AddCheckpoint(old, _state.Tree.ConsistencyProof(old, checkpoint.Size), note);
            var reply = await _caller.AskAsync(one.Named.Address, request.Print(), _end.Token);
            if (reply.Status == 409 && !again && reply.Type == AddCheckpoint.SizeType
                && long.TryParse(reply.Body.TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last != old)
            {
                old = last;
                continue;
            }
            if (reply.Status != 200)
                return reply.Status == 0 ? WitnessTrouble.NotReached : WitnessTrouble.Refused;
            // As tlog-witness says: the answer, put behind the checkpoint, is read as a note.
            if (!SignedNote.TryParse(text + reply.Body, out var answered)
                || answered.Signatures.Skip(note.Signatures.Count).FirstOrDefault(line => line.Name == one.Name && line.KeyId == one.Key.KeyId) is not { } own
                || !new SignedNote(note.Text, own).IsSignedBy(one.Name, one.Key))
                return WitnessTrouble.WrongLine;
            one.Old = checkpoint.Size;
            // What cannot be stored ends the box, and the next activation asks again from the size that the witness names.
            return Last(one).Size >= checkpoint.Size || await _checkpoints.CountersignAsync(new SignedNote(note.Text, own), _time.GetUtcNow())
                ? WitnessTrouble.None
                : throw new InvalidOperationException("Its line could not be stored.");
        }
    }

    /// <summary>A witness and how asking it goes.</summary>
    private sealed class Pushed
    {
        public Pushed(NamedWitness named)
        {
            Named = named;
            (Name, Key) = LogPublicKey.TryParseVerifierKey(named.Key, out var name, out var key)
                ? (name, key)
                : throw new InvalidOperationException("A witness was named whose key cannot be read.");
        }

        public NamedWitness Named { get; }

        public string Name { get; }

        public LogPublicKey Key { get; }

        /// <summary>One request at a time: the opening asks beside what runs in the background.</summary>
        public SemaphoreSlim Turn { get; } = new(1);

        public Task Running { get; set; } = Task.CompletedTask;

        /// <summary>The size that it signed last as far as it said, though it may not be stored here.</summary>
        public long? Old { get; set; }

        public WitnessTrouble Trouble { get; set; }

        /// <summary>The checkpoint for which it was asked in vain so often that it is asked no more.</summary>
        public long GivenUpAt { get; set; } = -1;
    }
}
