using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// A cast with everything done to it that needs no state and much arithmetic: its proof tried, and its ballot checked and sealed.
/// Made off the grain's turn, many at once.
/// </summary>
/// <param name="Request">The cast.</param>
/// <param name="Ballot">Its ballot; <c>null</c> where the proof is not the card's own.</param>
internal sealed record SealedCast(CastRequest Request, SealedBallot? Ballot)
{
    public bool ProofHolds => Ballot is not null;

    public static SealedCast Of(CastRequest request, string ballot, BallotForm form, Paper paper, string origin, OpeningCipher cipher) =>
        new(request, request.ProofHolds() ? SealedBallot.Of(ballot, form, paper, origin, cipher) : null);
}
