using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>The uses of a card by its holder: casts, challenges, surrenders and the exchange after a challenge, each prepared off the turn and decided in the writer's queue.</summary>
internal sealed class BoxCasting(string box, BoxState state, BoxWriter writer, StoredLog log, LogSigner signer, ILogger logger)
{
    public async Task<CastResult> CastAsync(CastBallot command, CancellationToken cancellationToken)
    {
        if (CastRequest.Read(command) is not { } request)
            return CastResult.Refused(CastStatus.Malformed);
        if (state.Rules is not { } rules || state.Paper is not { } paper)
            return CastResult.Refused(CastStatus.NotOpen);
        var cast = await log.SealAsync(request, command.Ballot, rules, paper, cancellationToken);
        return await writer.DoAsync(round => Take(round, CastDecision.Decide(round, cast)), CastResult.Refused(CastStatus.Unavailable));
    }

    public async Task<CastResult> SurrenderAsync(SurrenderCard command)
    {
        if (CastRequest.Read(command.Card, command.Version, command.Proof, command.Attempt) is not { } request)
            return CastResult.Refused(CastStatus.Malformed);
        if (state.Rules is null)
            return CastResult.Refused(CastStatus.NotOpen);
        var proofHolds = request.ProofHolds();
        return await writer.DoAsync(
            round => Take(round, CastDecision.DecideSurrender(round, request, proofHolds)), CastResult.Refused(CastStatus.Unavailable));
    }

    public Task<ExchangeResult> ExchangeAsync(ExchangeCard command)
    {
        if (!Digest.TryParse(command.Card, out var number) || !Digest.TryParse(command.Inside, out var inside))
            return Task.FromResult(ExchangeResult.Unknown);
        var insideHolds = CardProof.IsInside(number, inside);
        return writer.DoAsync<ExchangeResult>(round =>
        {
            var (result, record) = BoxDecision.Exchange(round, round.Find(number), insideHolds);
            if (record is not null)
                round.Add(record);
            return () => result;
        }, ExchangeResult.Unavailable);
    }

    public async Task<ChallengeResult> ChallengeAsync(ChallengeCard command, CancellationToken cancellationToken)
    {
        if (CastRequest.Read(command) is not { } request)
            return ChallengeResult.Refused(CastStatus.Malformed);
        if (state.Rules is null)
            return ChallengeResult.Refused(CastStatus.NotOpen);
        var proofHolds = request.ProofHolds();
        Opening? opening;
        try
        {
            opening = proofHolds ? await ChallengedAsync(request, cancellationToken) : null;
        }
        catch (JournalUnavailableException failure)
        {
            logger.ChallengedCastNotRead(failure, box);
            return ChallengeResult.Refused(CastStatus.Unavailable);
        }
        return await writer.DoAsync(round =>
        {
            var answer = Take(round, CastDecision.DecideChallenge(round, request, proofHolds, opening, command.LosesVote));
            return () => Shown(answer(), opening);
        }, ChallengeResult.Refused(CastStatus.Unavailable));
    }

    /// <summary>
    /// What the cast one version before was sealed from, read back from the journal: what the holder compares is what would be counted.
    /// A committed use of a card never changes, so it is the same when the challenge is decided.
    /// </summary>
    private async Task<Opening?> ChallengedAsync(CastRequest request, CancellationToken cancellationToken) =>
        state.Find(request.Card)?.UseOf(request.Version - 1) is { Kind: CardUseKind.Cast } cast
            ? await log.OpeningAsync(cast.Index, cancellationToken) ?? await PublishedAsync(request, cancellationToken)
            : null;

    /// <summary>Without the openings key a challenge that was answered is answered again from its own entry.</summary>
    private async Task<Opening?> PublishedAsync(CastRequest request, CancellationToken cancellationToken) =>
        state.Find(request.Card)?.UseOf(request.Version) is { Kind: CardUseKind.Challenge } challenge
            ? await log.ChallengedAsync(challenge.Index, cancellationToken)
            : null;

    private static ChallengeResult Shown(CastResult answer, Opening? opening) => answer.Status is not (CastStatus.Accepted or CastStatus.AcceptedBefore)
        ? new ChallengeResult(answer.Status, "", answer.Index, "", "", "")
        : opening is null ? ChallengeResult.Refused(CastStatus.Unavailable)
        : new ChallengeResult(answer.Status, answer.Receipt, answer.Index, opening.Nonce.ToString(), opening.Ballot, answer.LeafHash);

    private Func<CastResult> Take(PendingRound round, CastVerdict verdict)
    {
        if (verdict.Record is { } record)
            round.Add(record);
        return () => verdict.Status is CastStatus.Accepted or CastStatus.AcceptedBefore
            ? new CastResult(verdict.Status, signer.ReceiptOf(verdict.Use!), verdict.Use!.Index, null, verdict.Use.Leaf.ToString())
            : new CastResult(verdict.Status, "", verdict.Use?.Index ?? -1, verdict.Broken, "");
    }
}
