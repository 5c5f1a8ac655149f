using System.Text;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Storage.Files;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The steps of a box between its close and its result. A file is durable before the entry that names its hash; each step may be cut off
/// anywhere and be asked for again, since the same journal gives the same bytes.
/// </summary>
internal sealed class BoxCounting(
    string box, IDayFiles files, BoxState state, BoxWriter writer, StoredLog log, BoxCheckpoints checkpoints, ILogger logger)
{
    private const int Dice = 8;

    // One at a time: no file is replaced by a slower caller after the entry that names it was written.
    private readonly SemaphoreSlim _publishing = new(1);

    public async Task<BoxResult> EnterPaperBallotAsync(EnterPaperBallot command, CancellationToken cancellationToken)
    {
        if (PaperRequest.Read(command) is not { } slip)
            return BoxResult.Invalid;
        if (state.Rules is not { } rules || state.Paper is not { } paper)
            return BoxResult.WrongPhase;
        var ballot = await log.SealAsync(command.Ballot, rules, paper, cancellationToken);
        return await writer.DoAsync(round => BoxDecision.EnterPaperBallot(round, slip, ballot));
    }

    public Task<BoxResult> MixAsync(BallotFacts facts, CancellationToken cancellationToken) => PublishAsync(async () =>
    {
        if (PublishedBallots.FactsOf(facts) is not { } read)
            return BoxResult.Invalid;
        while (true)
        {
            // Asked in the queue, so that a paper ballot which waits there for its commit is counted before "too few" is said.
            if (await writer.DoAsync(round => new(BoxDecision.BeforeMix(round) ?? BoxResult.Done)) is not BoxResult.Done and var answer)
                return answer;
            var size = state.Size;
            var counted = await log.CountedAsync(state, cancellationToken);
            var (rules, paper) = (state.Rules!, state.Paper!);
            var (entry, ballots) = await Task.Run(() => PublishedBallots.Bind(counted, paper, rules, read), cancellationToken);
            await WriteFileAsync(BundleMember.Of(BundleNames.Ballots, ballots));
            // A paper ballot that was entered meanwhile has to be in the mix too.
            if (await writer.DoAsync(round => round.Size == size ? BoxDecision.Mix(round, entry) : new(BoxResult.Done)) is not BoxResult.Done and var failed)
                return failed;
            if (state.Milestones.Mix is not null)
                return BoxResult.Done;
        }
    }, cancellationToken);

    public Task<BoxResult> RecordLotsAsync(string digits, CancellationToken cancellationToken) => PublishAsync(async () =>
    {
        if (digits is not { Length: Dice } || digits.Any(digit => !char.IsAsciiDigit(digit)))
            return BoxResult.Invalid;
        var entered = await writer.DoAsync(round => BoxDecision.RecordLots(round, digits));
        if (entered is not (BoxResult.Done or BoxResult.AlreadyDone) || state.Milestones.Proof is not null)
            return entered;
        // The dice are in the log for good: from here on nothing is cancelled.
        var proof = await ProveAsync();
        var published = await writer.DoAsync(round => BoxDecision.RecordProof(round, proof));
        return published is BoxResult.Done or BoxResult.AlreadyDone ? entered : published;
    }, cancellationToken);

    public Task<BoxResult> RecordResultAsync(string resultText, CancellationToken cancellationToken) => PublishAsync(async () =>
    {
        var text = Encoding.UTF8.GetBytes(resultText);
        var hash = Digest.Sha256(text);
        // A look ahead, so that no file is written for a result that is refused; the queue decides.
        if (BoxDecision.RecordResult(state, hash).Result is not BoxResult.Done and var answer)
            return answer;
        await WriteFileAsync(BundleMember.Of(BundleNames.Result, text));
        return await writer.DoAsync(round => BoxDecision.RecordResult(round, hash));
    }, cancellationToken);

    /// <summary>Writes the mix's files, the proof last.</summary>
    private async Task<ProofEntry> ProveAsync()
    {
        var bound = state.Milestones.Mix!;
        var (dice, leaf) = (state.Milestones.Dice, bound.LeafHash());
        var counted = await log.CountedAsync(state, CancellationToken.None);
        return await Task.Run(async () =>
        {
            var mix = new Mix(counted);
            if (mix.Entry(bound.Ballots) != bound)
                throw new InvalidDataException($"The openings of {log.Origin} do not give the mix that its log is bound to. The database was altered, or a key file is not the right one.");
            DayFile proof = null!;
            foreach (var member in mix.Files(leaf, dice))
                proof = await WriteFileAsync(member);
            return new ProofEntry(new Digest(proof.Sha256.Span));
        });
    }

    private async Task<DayFile> WriteFileAsync(BundleMember file)
    {
        using var content = file.Open();
        return await files.WriteAsync(box, file.Name, content, CancellationToken.None);
    }

    private async Task<BoxResult> PublishAsync(Func<Task<BoxResult>> publish, CancellationToken cancellationToken)
    {
        await _publishing.WaitAsync(cancellationToken);
        try
        {
            return await checkpoints.CoverAsync(await publish());
        }
        catch (JournalUnavailableException failure)
        {
            logger.NotPublished(failure, box);
            return BoxResult.Unavailable;
        }
        finally
        {
            _publishing.Release();
        }
    }
}
