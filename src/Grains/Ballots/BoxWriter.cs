using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The one loop through which everything reaches a box's log. Commands wait in a queue; each round decides those that wait, in order,
/// on a pending round; signs and writes its records at one expected version; and only after the commit applies them and answers.
/// When a write fails nothing of the round is believed: every caller is told to ask again and the grain deactivates.
/// It lives on its grain's turns and needs no lock.
/// </summary>
internal sealed class BoxWriter(IJournal journal, string stream, BoxState state, LogSigner signer, Action broken, ILogger logger)
{
    // Enough for a commit to be shared by all who wait at a busy moment, few enough that the first of them does not wait for the last.
    internal const int MostInARound = 512;

    private readonly Queue<Waiting> _queue = new();
    private bool _running;

    /// <summary>Whether a write failed: nothing is taken any more, and the grain is on its way out.</summary>
    public bool Failed { get; private set; }

    /// <summary>Decides a command in its turn, and answers when what it decided is durable.</summary>
    public Task<BoxResult> DoAsync(Func<PendingRound, BoxVerdict> decide) => DoAsync<BoxResult>(round =>
    {
        var verdict = decide(round);
        foreach (var record in verdict.Records)
            round.Add(record);
        return () => verdict.Result;
    }, BoxResult.Unavailable);

    /// <summary>Decides a command in its turn, and answers when what it decided is durable.</summary>
    /// <param name="decide">
    /// Adds to the round, and returns the answer to give after the commit. If it throws, its caller gets the exception and the log nothing of it.
    /// </param>
    /// <param name="unavailable">The answer if the journal cannot be written.</param>
    public Task<T> DoAsync<T>(Func<PendingRound, Func<T>> decide, T unavailable)
    {
        if (Failed)
            return Task.FromResult(unavailable);
        var waiting = new Waiting<T>(decide, unavailable);
        _queue.Enqueue(waiting);
        if (!_running)
        {
            _running = true;
            _ = RunAsync();
        }
        return waiting.Answer;
    }

    private async Task RunAsync()
    {
        // Whoever else has arrived by now shares the first commit.
        await Task.Yield();
        while (_queue.Count > 0 && !Failed)
            await RunRoundAsync();
        _running = false;
    }

    private async Task RunRoundAsync()
    {
        var callers = new List<Waiting>(Math.Min(_queue.Count, MostInARound));
        var round = DecideRound(callers);
        try
        {
            await WriteAsync(round);
        }
        catch (Exception failure)
        {
            logger.LogNotWritten(failure, stream, callers.Count);
            Failed = true;
            foreach (var waiting in callers.Concat(_queue))
                waiting.Refuse();
            _queue.Clear();
            broken();
            return;
        }
        foreach (var waiting in callers)
            waiting.AnswerNow();
    }

    private PendingRound DecideRound(List<Waiting> callers)
    {
        var round = new PendingRound(state);
        for (var taken = 0; taken < MostInARound && _queue.TryDequeue(out var next); taken++)
        {
            var (records, issued) = (round.Records.Count, round.Issued.Count);
            try
            {
                next.Decide(round);
                callers.Add(next);
            }
            catch (Exception bug)
            {
                // A record that cannot be taken in must not be written: no restart could read it back.
                logger.NotTakenIn(bug, stream);
                next.Fail(bug);
                round = round.UpTo(records, issued);
            }
        }
        return round;
    }

    private async Task WriteAsync(PendingRound round)
    {
        if (round.IsEmpty)
            return;
        // Signing costs more than everything else together, so it runs off the turn and on every core.
        var events = await Task.Run(() => signer.Sign(round.Records));
        await journal.AppendAsync(
            stream, state.Size, events, [.. round.Issued.Select(card => (ReadOnlyMemory<byte>)card.ToBytes())], CancellationToken.None);
        foreach (var record in round.Records)
            state.Apply(record);
        foreach (var card in round.Issued)
            state.Issue(card);
    }

    private abstract class Waiting
    {
        public abstract void Decide(PendingRound round);

        public abstract void AnswerNow();

        public abstract void Refuse();

        public abstract void Fail(Exception bug);
    }

    private sealed class Waiting<T>(Func<PendingRound, Func<T>> decide, T unavailable) : Waiting
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Func<T> _answer = () => unavailable;

        public Task<T> Answer => _source.Task;

        public override void Decide(PendingRound round) => _answer = decide(round);

        public override void AnswerNow() => _source.SetResult(_answer());

        public override void Refuse() => _source.SetResult(unavailable);

        public override void Fail(Exception bug) => _source.SetException(bug);
    }
}
