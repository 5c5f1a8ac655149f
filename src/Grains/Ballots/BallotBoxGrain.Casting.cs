using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>What a card's holder asks of a box.</summary>
internal sealed partial class BallotBoxGrain
{
    public async Task<CastResult> CastAsync(CastBallot command, CancellationToken cancellationToken)
    {
        if (CastRequest.Read(command.Card, command.Version, command.Proof, command.Attempt) is not { } request)
            return CastResult.Refused(CastStatus.Malformed);
        if (tools is null || state.Rules is not { } rules || state.Paper is not { } paper)
            return CastResult.Refused(CastStatus.NotOpen);
        var cipher = tools.PaddedCipher(rules, paper);
        var sealedCast = await Task.Run(() => SealedCast.Of(request, command.Ballot, rules.Form, paper, notes.Origin, cipher), cancellationToken);
        return await tools.Writer.DoAsync(draft => Take(draft, CastDecision.Decide(draft, sealedCast, draft.Size)), CastResult.Refused(CastStatus.Unavailable));
    }

    public async Task<CastResult> SurrenderAsync(SurrenderCard command, CancellationToken cancellationToken)
    {
        if (CastRequest.Read(command.Card, command.Version, command.Proof, command.Attempt) is not { } request)
            return CastResult.Refused(CastStatus.Malformed);
        if (tools is null || state.Rules is null)
            return CastResult.Refused(CastStatus.NotOpen);
        var proofHolds = request.ProofHolds();
        return await tools.Writer.DoAsync(
            draft => Take(draft, CastDecision.DecideSurrender(draft, request, proofHolds, draft.Size)), CastResult.Refused(CastStatus.Unavailable));
    }

    public async Task<ChallengeResult> ChallengeAsync(ChallengeCard command, CancellationToken cancellationToken)
    {
        if (CastRequest.Read(command.Card, command.Version, command.Proof, command.Attempt) is not { } request)
            return ChallengeResult.Refused(CastStatus.Malformed);
        if (tools is null || state.Rules is null)
            return ChallengeResult.Refused(CastStatus.NotOpen);
        var proofHolds = request.ProofHolds();
        Opening? opening;
        try
        {
            opening = proofHolds ? await ChallengedAsync(request, cancellationToken) : null;
        }
        catch (JournalUnavailableException failure)
        {
            LogChallengeFailed(failure, Key);
            return ChallengeResult.Refused(CastStatus.Unavailable);
        }
        return await tools.Writer.DoAsync(draft =>
        {
            var answer = Take(draft, CastDecision.DecideChallenge(draft, request, proofHolds, opening, draft.Size));
            return () => Shown(answer(), opening);
        }, ChallengeResult.Refused(CastStatus.Unavailable));
    }

    /// <summary>What the cast one version before was sealed from, read back from the journal: what the holder compares is what would be counted.</summary>
    private async Task<Opening?> ChallengedAsync(CastRequest request, CancellationToken cancellationToken)
    {
        if (state.Find(request.Card)?.UseOf(request.Version - 1) is not { Kind: UseKind.Cast } cast)
            return null;
        var (cipher, origin) = (tools!.Cipher, notes.Origin);
        return await Task.Run(async () => (await BoxReplay.RecordAsync(journal, Stream, cast.Index, cancellationToken)).OpenWith(cipher, origin), cancellationToken);
    }

    private static ChallengeResult Shown(CastResult answer, Opening? opening) => answer.Status is not (CastStatus.Accepted or CastStatus.AcceptedBefore)
        ? new ChallengeResult(answer.Status, "", answer.Index, "", "", "")
        : opening is null ? ChallengeResult.Refused(CastStatus.Unavailable)
        : new ChallengeResult(answer.Status, answer.Receipt, answer.Index, opening.Nonce.ToString(), opening.Ballot, answer.LeafHash);

    private Func<CastResult> Take(Draft draft, CastVerdict verdict)
    {
        if (verdict.Record is { } record)
            draft.Add(record);
        return () => verdict.Status is CastStatus.Accepted or CastStatus.AcceptedBefore
            ? new CastResult(verdict.Status, tools!.Signer.ReceiptOf(verdict.Use!), verdict.Use!.Index, null, verdict.Use.Leaf.ToString())
            : new CastResult(verdict.Status, "", verdict.Use?.Index ?? -1, verdict.Broken, "");
    }

    [LoggerMessage(2005, LogLevel.Warning, "A cast of the box {Box} could not be read back for a challenge; its holder was told to ask again.")]
    private partial void LogChallengeFailed(Exception failure, string box);
}
