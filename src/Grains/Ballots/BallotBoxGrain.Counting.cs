using System.Text;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Work;
using PbDecisionDay.Ledger;
using PbDecisionDay.Storage.Files;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// What a box does between its close and its result. A file is durable before the entry that names its hash; each step may be cut off
/// anywhere and be asked for again, since the same journal gives the same bytes.
/// </summary>
internal sealed partial class BallotBoxGrain
{
    // One at a time: no file is replaced by a slower caller after the entry that names it was written.
    private readonly LongWork<CountAnswer> publishing = new();

    // An activation that ends begins no file and no entry any more: the next one may be at it already.
    private readonly CancellationTokenSource stopping = new();

    // Below every response timeout there is, and long enough that a small day is answered at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    public async Task<BoxResult> KeyPaperAsync(KeyPaper command, CancellationToken cancellationToken)
    {
        if (PaperRequest.Read(command) is not { } slip)
            return BoxResult.Invalid;
        if (tools is null || state.Rules is not { } rules || state.Paper is not { } paper)
            return BoxResult.WrongPhase;
        var cipher = tools.PaddedCipher(rules, paper);
        var ballot = await Task.Run(() => SealedBallot.Of(command.Ballot, rules.Form, paper, notes.Origin, cipher), cancellationToken);
        return await DoAsync(draft => BoxDecision.KeyPaper(draft, slip, ballot));
    }

    public Task<CountAnswer> CountAsync(BallotFacts facts, CancellationToken cancellationToken) => PublishAsync(("count", facts), async () =>
    {
        if (PublishedBallots.FactsOf(facts) is not { } read)
            return Only(BoxResult.Invalid);
        while (true)
        {
            var (before, size) = (BoxDecision.BeforeMix(state), state.Size);
            if (before is BoxResult.WrongPhase)
                return Only(BoxResult.WrongPhase);
            var counted = await CountedAsync(stopping.Token);
            var (rules, paper) = (state.Rules!, state.Paper!);
            var count = await Task.Run(() => PublishedBallots.Of(counted, paper, rules), stopping.Token);
            // A paper that was keyed meanwhile has to be in the count too.
            if (before is { } told && state.Size == size)
                return new CountAnswer(told, await Task.Run(count.Result));
            if (before is not null)
                continue;
            var (entry, ballots) = await Task.Run(() => count.Bind(read), stopping.Token);
            stopping.Token.ThrowIfCancellationRequested();
            await WriteFileAsync(BundleMember.Of(BundleNames.Ballots, ballots));
            // So it has to be in the mix.
            if (await DoAsync(draft => draft.Size == size ? BoxDecision.Mix(draft, entry) : new(BoxResult.Done)) is not BoxResult.Done and var failed)
                return Only(failed);
            if (state.Course.Mix is not null)
                return new CountAnswer(BoxResult.Done, await Task.Run(count.Result));
        }
    }, cancellationToken);

    public async Task<BoxResult> RecordLotsAsync(string digits, CancellationToken cancellationToken) => (await PublishAsync(("lots", digits), async () =>
    {
        if (digits is not { Length: Dice } || digits.Any(digit => !char.IsAsciiDigit(digit)))
            return Only(BoxResult.Invalid);
        var entered = await DoAsync(draft => BoxDecision.RecordLots(draft, digits));
        if (entered is not (BoxResult.Done or BoxResult.AlreadyDone) || state.Course.Proof is not null)
            return Only(entered);
        // The dice are in the log for good: from here on nothing is cancelled.
        var proof = await ProveAsync();
        var published = await DoAsync(draft => BoxDecision.RecordProof(draft, proof));
        return Only(published is BoxResult.Done or BoxResult.AlreadyDone ? entered : published);
    }, cancellationToken)).Result;

    public async Task<BoxResult> RecordResultAsync(string resultText, CancellationToken cancellationToken) => (await PublishAsync(("result", resultText), async () =>
    {
        var text = Encoding.UTF8.GetBytes(resultText);
        var hash = Digest.Sha256(text);
        if (BoxDecision.RecordResult(state, hash).Result is not BoxResult.Done and var answer)
            return Only(answer);
        await WriteFileAsync(BundleMember.Of(BundleNames.Result, text));
        return Only(await DoAsync(draft => BoxDecision.RecordResult(draft, hash)));
    }, cancellationToken)).Result;

    /// <summary>Writes the mix's files, the proof last.</summary>
    private async Task<ProofEntry> ProveAsync()
    {
        var bound = state.Course.Mix!;
        var (dice, leaf) = (state.Course.Dice, bound.LeafHash());
        var counted = await CountedAsync(CancellationToken.None);
        return await Task.Run(async () =>
        {
            var mix = new Mix(counted);
            if (mix.Entry(bound.Ballots) != bound)
                throw new InvalidDataException($"The openings of {notes.Origin} do not give the mix that its log is bound to. The database was altered, or a key file is not the right one.");
            DayFile proof = null!;
            foreach (var member in mix.Files(leaf, dice))
                proof = await WriteFileAsync(member);
            return new ProofEntry(new Digest(proof.Sha256.Span));
        });
    }

    /// <summary>What opens each counted seal, in log order, read back from the journal off the turn: nothing of it is kept in memory while the day runs.</summary>
    private Task<List<PlacedOpening>> CountedAsync(CancellationToken cancellationToken)
    {
        var (indexes, cipher, origin) = (state.CountedIndexes().ToHashSet(), tools!.Cipher, notes.Origin);
        return Task.Run(
            () => BoxReplay.OpeningsAsync(journal, Stream, state.Size, cipher, origin, indexes.Contains, cancellationToken), cancellationToken);
    }

    private async Task<DayFile> WriteFileAsync(BundleMember file)
    {
        using var content = file.Open();
        return await files.WriteAsync(Key, file.Name, content, CancellationToken.None);
    }

    /// <summary>Begins to publish, or asks after it: it runs beside the calls, which wait no longer than callers do.</summary>
    private async Task<CountAnswer> PublishAsync(object what, Func<Task<CountAnswer>> publish, CancellationToken cancellationToken)
    {
        if (tools is null)
            return Only(BoxResult.WrongPhase);
        cancellationToken.ThrowIfCancellationRequested();
        return await publishing.AskAsync(what, () => PublishedAsync(publish), LongestWait) ?? Only(BoxResult.Working);
    }

    private async Task<CountAnswer> PublishedAsync(Func<Task<CountAnswer>> publish)
    {
        try
        {
            var answer = await publish();
            return answer with { Result = await AndSignAsync(answer.Result) };
        }
        catch (Exception failure) when (OutcomeUnknown.IsCause(failure))
        {
            LogPublishingFailed(failure, Key);
            return Only(BoxResult.Unavailable);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Only(BoxResult.Unavailable);
        }
    }

    private static CountAnswer Only(BoxResult result) => new(result, "");

    [LoggerMessage(2006, LogLevel.Error, "What the box {Box} publishes could not be written or read; asking again goes on from there.")]
    private partial void LogPublishingFailed(Exception failure, string box);
}
