using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The decisions on casts, challenges and surrenders. Pure: it knows the box and the command, no clock, database or grain.
/// Nothing about a card is told to whoever cannot show its proof. Source: docs/formats/verify.md.
/// </summary>
internal static class CastDecision
{
    /// <summary>Whether a cast is accepted, and then as which record.</summary>
    /// <param name="box">The box with the round so far.</param>
    /// <param name="cast">The cast.</param>
    public static CastVerdict Decide(IBoxView box, SealedCast cast)
    {
        var request = cast.Request;
        if (Refused(box, request, cast.ProofHolds, CardUseKind.Cast, out var card) is { } refused)
            return refused;
        if (card!.CastLast && !box.Rules!.Replacement)
            return new CastVerdict(CastStatus.AnotherAttempt, Use: card.Uses[^1]);
        var ballot = cast.Ballot!;
        if (ballot.Broken is not null)
            return new CastVerdict(CastStatus.InvalidBallot, Broken: ballot.Broken);

        var entry = new CastEntry(request.Card, request.Version, request.Proof, ballot.Seal);
        var use = UseOf(CardUseKind.Cast, request, entry, box);
        return new CastVerdict(CastStatus.Accepted, use, Record: new BoxRecord(entry) { Use = use, Opening = ballot.Opening, Ballot = ballot.Text });
    }

    /// <summary>Whether a challenge is accepted, and then as which record.</summary>
    /// <param name="box">The box with the round so far.</param>
    /// <param name="request">The challenge.</param>
    /// <param name="proofHolds">Whether the card's proof is its own.</param>
    /// <param name="opening">What the cast one version before was sealed from, as the journal has it; <c>null</c> where no such cast is committed.</param>
    /// <param name="losesVote">Whether whoever asks knows that no vote can follow, where none can.</param>
    public static CastVerdict DecideChallenge(IBoxView box, CastRequest request, bool proofHolds, Opening? opening, bool losesVote)
    {
        if (Refused(box, request, proofHolds, CardUseKind.Challenge, out var card) is { } refused)
            return refused;
        // Only the page that cast has the bytes of its attempt.
        if (!card!.CastLast || card.Uses[^1].Attempt != request.Attempt)
            return new CastVerdict(CastStatus.CardRefused);
        if (!losesVote && (request.Version >= CardProof.LastCast || box.Phase == BoxPhase.Checking))
            return new CastVerdict(CastStatus.LosesVote);
        // The cast is in this very round, so nobody has its receipt yet.
        if (opening is null)
            return new CastVerdict(CastStatus.Unavailable);

        var entry = new ChallengeEntry(request.Card, request.Version, request.Proof, opening.Nonce, opening.Ballot);
        var use = UseOf(CardUseKind.Challenge, request, entry, box);
        return new CastVerdict(CastStatus.Accepted, use, Record: new BoxRecord(entry) { Use = use });
    }

    /// <summary>Whether a surrender is accepted, and then as which record.</summary>
    /// <param name="box">The box with the round so far.</param>
    /// <param name="request">The surrender.</param>
    /// <param name="proofHolds">Whether the card's proof is its own.</param>
    public static CastVerdict DecideSurrender(IBoxView box, CastRequest request, bool proofHolds)
    {
        if (Refused(box, request, proofHolds, CardUseKind.Surrender, out var card) is { } refused)
            return refused;
        if (card!.CastLast && !box.Rules!.Replacement)
            return new CastVerdict(CastStatus.AnotherAttempt, Use: card.Uses[^1]);

        var entry = new SurrenderEntry(request.Card, request.Version, request.Proof);
        var use = UseOf(CardUseKind.Surrender, request, entry, box);
        return new CastVerdict(CastStatus.Accepted, use, Record: new BoxRecord(entry) { Use = use });
    }

    private static CardUse UseOf(CardUseKind kind, CastRequest request, LogEntry entry, IBoxView box) =>
        new(kind, request.Version, request.Attempt, box.Size, entry.LeafHash());

    private static CastVerdict? Refused(IBoxView box, CastRequest request, bool proofHolds, CardUseKind kind, out Card? card)
    {
        card = box.Find(request.Card);
        if (card is { Elsewhere: true })
            return new CastVerdict(CastStatus.AnotherLog);
        if (card is not { Usable: true, Voided: false } || !proofHolds)
            return new CastVerdict(box.Phase == BoxPhase.Paused || Takes(box.Phase, kind) ? CastStatus.CardRefused : CastStatus.NotOpen);
        if (card.UseOf(request.Version) is { } use)
            return use.Kind == kind && use.Attempt == request.Attempt
                ? new CastVerdict(CastStatus.AcceptedBefore, use)
                : new CastVerdict(CastStatus.AnotherAttempt, use);
        if (!Takes(box.Phase, kind))
            return new CastVerdict(CastStatus.NotOpen);
        return card.MayGoOnWith(kind, request.Version) ? null : new CastVerdict(CastStatus.CardRefused);
    }

    /// <summary>Whether a use of a kind is taken in a phase: challenges also in a pause, and from the end of casting to the close.</summary>
    private static bool Takes(BoxPhase phase, CardUseKind kind) => phase switch
    {
        BoxPhase.Open => true,
        BoxPhase.Paused or BoxPhase.Checking => kind == CardUseKind.Challenge,
        BoxPhase.BeforeOpening or BoxPhase.Closed => false,
    };
}

/// <summary>The decision on a cast, challenge or surrender.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Use">The use of the card that the answer speaks of, new or old.</param>
/// <param name="Broken">Which rule the ballot breaks.</param>
/// <param name="Record">What is to be written, where accepted.</param>
internal sealed record CastVerdict(CastStatus Status, CardUse? Use = null, BrokenRule? Broken = null, BoxRecord? Record = null);
