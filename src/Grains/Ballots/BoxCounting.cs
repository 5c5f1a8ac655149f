using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Work;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Storage.Files;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The steps of a box between its close and its result. A file is durable before the entry that names its hash; each step may be cut off
/// anywhere and be asked for again, since the same journal gives the same bytes.
/// </summary>
internal sealed class BoxCounting(
    string box, IDayFiles files, BoxState state, BoxWriter writer, StoredLog log, BoxCheckpoints checkpoints, BoxOpeningsKey openings, ILogger logger)
{
    private const int Dice = 8;

    // Below every response timeout there is, and long enough that a small day is answered at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly string _day = BoxKey.Parts(box).Day;

    // One at a time: no file is replaced by a slower caller after the entry that names it was written.
    private readonly LongWork<CountAnswer> _publishing = new();

    // An activation that ends begins no file and no entry any more: the next one may be at it already.
    private readonly CancellationTokenSource _stopping = new();

    // Too few ballots for a mix leave no entry that ends the keying of papers, so this activation ends it: a paper that was sealed while the
    // count decided must not be in the log and not in the result. Another activation has no such paper, and would count it.
    private bool _countedWithoutMix;

    /// <summary>Begins nothing any more and waits for what is being written.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _publishing.EndAsync(cancellationToken);
    }

    /// <summary>Joins another log, as the journal has it.</summary>
    public async Task<BoxResult> JoinLogAsync(string name, CancellationToken cancellationToken)
    {
        if (BoxDecision.BeforeSettling(state, name, LogState.Joined) is { } answer)
            return answer;
        try
        {
            return await log.JoinableAsync(_day, name, cancellationToken) is { } other
                ? await checkpoints.CoverAsync(await writer.DoAsync(round => BoxDecision.Join(round, other.Entry, other.Figures)))
                : BoxResult.WrongPhase;
        }
        catch (Exception failure) when (failure is InvalidDataException || OutcomeUnknown.IsOutage(failure))
        {
            logger.NotJoined(failure, box, name);
            return BoxResult.Unavailable;
        }
    }

    public async Task<BoxResult> EnterPaperBallotAsync(EnterPaperBallot command, CancellationToken cancellationToken)
    {
        if (PaperRequest.Read(command) is not { } slip)
            return BoxResult.Invalid;
        if (state.Rules is not { } rules || state.Paper is not { } paper)
            return BoxResult.WrongPhase;
        var ballot = await log.SealAsync(command.Ballot, rules, paper, cancellationToken);
        return await writer.DoAsync(round =>
        {
            var verdict = BoxDecision.EnterPaperBallot(round, slip, ballot, command.MayCorrect);
            return _countedWithoutMix && verdict.Result == BoxResult.Done ? new(BoxResult.WrongPhase) : verdict;
        });
    }

    /// <summary>What the log holds of a batch; asked in the queue, so that a paper which waits there for its commit is among it.</summary>
    public Task<HeldPapers?> GetHeldPapersAsync(string batch) => writer.DoAsync<HeldPapers?>(
        _ => () => new HeldPapers(
            [.. state.KeyedPapers.Where(paper => string.Equals(paper.Slip.Batch, batch, StringComparison.Ordinal)).Select(paper => paper.Slip.Number).Order()],
            Math.Max(0, state.Counts.Surrendered + state.Counts.SurrenderedElsewhere - state.Counts.Papers)),
        null);

    /// <summary>Changes a pot's total or withdraws a proposal, where the frozen rules allow it.</summary>
    /// <param name="frozen">The rules and the paper as published.</param>
    /// <param name="decide">The decision.</param>
    public async Task<ChangeAnswer> ChangeAsync(OpenBox frozen, Func<IBoxView, FrozenDay, ChangeVerdict> decide)
    {
        if (FrozenDay.Read(frozen) is not { } day)
            return new(BoxResult.Invalid, ChangeRefusal.None);
        return await writer.DoAsync<ChangeAnswer>(round =>
        {
            var verdict =
                round.Frozen is { } opened && (opened.Rules, opened.Paper) != (frozen.Rules, frozen.Paper) ? new(new(BoxResult.Conflict, ChangeRefusal.None), null)
                : _countedWithoutMix ? ChangeVerdict.Refuse(ChangeRefusal.AfterMix)
                : decide(round, day);
            if (verdict.Entry is { } entry)
                round.Add(new BoxRecord(entry));
            return () => verdict.Answer;
        }, new(BoxResult.Unavailable, ChangeRefusal.None));
    }

    public Task<CountAnswer> CountAsync(BallotFacts facts, CancellationToken cancellationToken) => PublishAsync(("count", facts), async () =>
    {
        if (PublishedBallots.FactsOf(facts) is not { } read)
            return Only(BoxResult.Invalid);
        while (true)
        {
            // Asked in the queue, so that a paper ballot which waits there for its commit is counted before "too few" is said.
            var before = await writer.DoAsync(round => new(BoxDecision.BeforeMix(round) ?? BoxResult.Done));
            if (before is BoxResult.WrongPhase or BoxResult.LogsUnsettled or BoxResult.Unavailable)
                return Only(before);
            if (state.Milestones.OpeningsOver)
                return Only(BoxResult.WrongPhase);
            var (size, changes, leftOut) = (state.Size, state.Changes, state.LeftOut);
            var counted = await log.DayCountedAsync(_day, state, _stopping.Token);
            var (rules, paper) = (state.Rules!, state.Paper!);
            var count = await Task.Run(() => PublishedBallots.Of(counted, paper, rules, changes, leftOut), _stopping.Token);
            if (before is not BoxResult.Done)
            {
                // A paper that was keyed meanwhile has to be in the count too; asked in the queue, since it may wait there for its commit.
                var decided = await writer.DoAsync(round => new(round.Size == size ? EndPapers(before) : BoxResult.Working));
                if (decided == before)
                    return new CountAnswer(before, await Task.Run(count.Result));
                if (decided == BoxResult.Unavailable)
                    return Only(decided);
                continue;
            }
            var (entry, published) = await Task.Run(() => count.Bind(read), _stopping.Token);
            _stopping.Token.ThrowIfCancellationRequested();
            foreach (var file in published)
                await WriteFileAsync(file);
            // So it has to be in the mix.
            var mixed = await writer.DoAsync(round => round.Size == size ? BoxDecision.Mix(round, entry) : new(BoxResult.Done));
            if (mixed is not BoxResult.Done)
                return Only(mixed);
            if (state.Milestones.Mix is not null)
                return new CountAnswer(BoxResult.Done, await Task.Run(count.Result));
        }
    }, cancellationToken);

    public async Task<BoxResult> RecordDiceAsync(string digits, CancellationToken cancellationToken) => (await PublishAsync(("dice", digits), async () =>
    {
        if (digits is not { Length: Dice } || digits.Any(digit => !char.IsAsciiDigit(digit)))
            return Only(BoxResult.Invalid);
        var entered = await writer.DoAsync(round => BoxDecision.RecordDice(round, digits));
        if (entered is not (BoxResult.Done or BoxResult.AlreadyDone) || state.Milestones.Proof is not null)
            return Only(entered);
        // The dice are in the log for good: from here on nothing is cancelled.
        var (proof, samples) = await ProveAsync();
        var published = await writer.DoAsync(round => BoxDecision.RecordProof(round, proof, samples));
        await openings.EndAsync();
        return Only(published is BoxResult.Done or BoxResult.AlreadyDone ? entered : published);
    }, cancellationToken)).Result;

    public async Task<BoxResult> RecordResultAsync(string resultText, CancellationToken cancellationToken) => (await PublishAsync(("result", resultText), async () =>
    {
        var text = Encoding.UTF8.GetBytes(resultText);
        var hash = Digest.Sha256(text);
        // A look ahead, so that no file is written for a result that is refused; the queue decides.
        if (BoxDecision.RecordResult(state, hash).Result is not BoxResult.Done and var answer)
            return Only(answer);
        await WriteFileAsync(BundleMember.Of(BundleNames.Result, text));
        return Only(await writer.DoAsync(round => BoxDecision.RecordResult(round, hash)));
    }, cancellationToken)).Result;

    /// <summary>Takes no paper ballot any more where a count ends without a mix.</summary>
    private BoxResult EndPapers(BoxResult counted)
    {
        _countedWithoutMix |= counted == BoxResult.TooFewBallots;
        return counted;
    }

    /// <summary>Writes the mix's files, the proof last; and opens the papers that the dice name.</summary>
    private async Task<(ProofEntry Proof, ImmutableArray<SampleEntry> Samples)> ProveAsync()
    {
        var bound = state.Milestones.Mix!;
        var (dice, leaf) = (state.Milestones.Dice, bound.LeafHash());
        var counted = await log.DayCountedAsync(_day, state, CancellationToken.None);
        var keyed = state.KeyedPapers.ToDictionary(paper => new PaperPlace(paper.Slip.Batch, paper.Slip.Number), paper => paper.Index);
        return await Task.Run(async () =>
        {
            var mix = new Mix(counted);
            if (mix.Entry(bound.Ballots) != bound)
                throw new InvalidDataException($"The openings of {log.Origin} do not give the mix that its log is bound to. The database was altered, or a key file is not the right one.");
            DayFile proof = null!;
            foreach (var member in mix.Files(leaf, dice))
                proof = await WriteFileAsync(member);
            // Papers are keyed in this log alone, and another log has entries at the same indexes.
            var openings = counted.Where(one => one.Log == BoxKey.MainLog).ToDictionary(one => one.Index, one => one.Opening);
            ImmutableArray<SampleEntry> samples =
            [
                .. PaperDraw.Of(leaf, dice, keyed.Keys, counted.Count)
                    .Select(place => (place.Batch, place.Number, Opening: openings[keyed[place]]))
                    .Select(drawn => new SampleEntry(drawn.Batch, drawn.Number, drawn.Opening.Nonce, drawn.Opening.Ballot)),
            ];
            return (new ProofEntry(new Digest(proof.Sha256.Span)), samples);
        });
    }

    private async Task<DayFile> WriteFileAsync(BundleMember file)
    {
        using var content = file.Open();
        return await files.WriteAsync(box, file.Name, content, CancellationToken.None);
    }

    /// <summary>Begins to publish, or asks after it: it runs beside the calls, which wait no longer than callers do.</summary>
    private async Task<CountAnswer> PublishAsync(object what, Func<Task<CountAnswer>> publish, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await _publishing.AskAsync(what, () => PublishedAsync(publish), LongestWait) ?? Only(BoxResult.Working);
    }

    private async Task<CountAnswer> PublishedAsync(Func<Task<CountAnswer>> publish)
    {
        try
        {
            var answer = await publish();
            return answer with { Result = await checkpoints.CoverAsync(answer.Result) };
        }
        catch (Exception failure) when (OutcomeUnknown.IsCause(failure))
        {
            logger.NotPublished(failure, box);
            return Only(BoxResult.Unavailable);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return Only(BoxResult.Unavailable);
        }
    }

    private static CountAnswer Only(BoxResult result) => new(result, "");
}
