using Microsoft.Extensions.Logging;
using PbDecisionDay.Ledger;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The one loop through which everything reaches a box's log. Commands wait in a queue; each round decides those that wait, in order,
/// on a draft; signs and writes the batch at one expected version; and only after the commit applies it and answers.
/// When a write fails nothing of the round is believed: every caller is told to ask again and the grain deactivates.
/// It lives on its grain's turns and needs no lock.
/// </summary>
internal sealed partial class BoxWriter(IJournal journal, string stream, BoxState state, LogSigner signer, Action broken, ILogger logger)
{
    // Enough for a commit to be shared by all who wait at a busy moment, few enough that the first of them does not wait for the last.
    private const int MostInARound = 512;

    private readonly Queue<Waiting> queue = new();
    private bool running;

    /// <summary>A write failed: nothing is taken any more, and the grain is on its way out.</summary>
    public bool Failed { get; private set; }

    /// <summary>Decides a command in its turn, and answers when what it decided is durable.</summary>
    /// <param name="decide">Adds to the draft, and returns the answer to give after the commit.</param>
    /// <param name="unavailable">The answer if the journal cannot be written.</param>
    public Task<T> DoAsync<T>(Func<Draft, Func<T>> decide, T unavailable)
    {
        if (Failed)
            return Task.FromResult(unavailable);
        var waiting = new Waiting<T>(decide, unavailable);
        queue.Enqueue(waiting);
        if (!running)
        {
            running = true;
            _ = RunAsync();
        }
        return waiting.Answer;
    }

    private async Task RunAsync()
    {
        // Whoever else has arrived by now shares the first commit.
        await Task.Yield();
        while (queue.Count > 0 && !Failed)
            await RunRoundAsync();
        running = false;
    }

    private async Task RunRoundAsync()
    {
        var draft = new Draft(state);
        var round = new List<Waiting>(Math.Min(queue.Count, MostInARound));
        while (round.Count < MostInARound && queue.TryDequeue(out var next))
        {
            next.Decide(draft);
            round.Add(next);
        }
        try
        {
            await WriteAsync(draft);
        }
        catch (Exception failure)
        {
            LogWriteFailed(failure, stream, round.Count);
            Failed = true;
            foreach (var waiting in round.Concat(queue))
                waiting.Refuse();
            queue.Clear();
            broken();
            return;
        }
        foreach (var waiting in round)
            waiting.AnswerNow();
    }

    private async Task WriteAsync(Draft draft)
    {
        if (draft.IsEmpty)
            return;
        // Signing costs more than everything else together, so it runs off the turn and on every core.
        var events = await Task.Run(() => signer.Sign(draft.Records));
        await journal.AppendAsync(stream, state.Size, events, [.. draft.Marks.Select(mark => (ReadOnlyMemory<byte>)mark.ToBytes())], CancellationToken.None);
        foreach (var record in draft.Records)
            state.Apply(record);
        foreach (var mark in draft.Marks)
            state.Mark(mark);
    }

    [LoggerMessage(2001, LogLevel.Error, "The log {Stream} could not be written; {Callers} callers were told to ask again.")]
    private partial void LogWriteFailed(Exception failure, string stream, int callers);

    private abstract class Waiting
    {
        public abstract void Decide(Draft draft);

        public abstract void AnswerNow();

        public abstract void Refuse();
    }

    private sealed class Waiting<T>(Func<Draft, Func<T>> decide, T unavailable) : Waiting
    {
        private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Func<T> answer = () => unavailable;

        public Task<T> Answer => source.Task;

        public override void Decide(Draft draft) => answer = decide(draft);

        public override void AnswerNow() => source.SetResult(answer());

        public override void Refuse() => source.SetResult(unavailable);
    }
}
