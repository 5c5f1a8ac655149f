using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Voting;

/// <summary>
/// Opens a card's own last cast, so that its holder can compare what was sealed with what was sent. Whatever is refused leaves the cast as it
/// was, and the sentences say so. Source: docs/formats/verify.md, challenges.
/// </summary>
internal static class ChallengeEndpoint
{
    public static async Task<Results<Created<ChallengeAnswer>, ProblemHttpResult>> ChallengeAsync(
        string day, HttpContext context, IGrainFactory grains, DayReader days, IStringLocalizer<ResidentWords> words)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, VotingJson.Default.ChallengeRequest, words);
        if (request is null) return refusal!;

        var command = new ChallengeCard(request.Card, request.Version, request.Proof, request.Random) { LosesVote = request.LosesVote };
        var result = await grains.AskOfCardAsync(
            day, command.Card, box => box.ChallengeAsync(command, context.RequestAborted), answer => answer.Status == CastStatus.AnotherLog, context.RequestAborted);
        if (result.Status is CastStatus.Accepted or CastStatus.AcceptedBefore)
            return TypedResults.Created(
                ReceiptAddress.Of(day, result.LeafHash), new ChallengeAnswer(result.Receipt, result.Index, result.LeafHash, result.Nonce, result.Ballot));
        if (result.Status == CastStatus.NotOpen && await days.FindViewAsync(day, context.RequestAborted) is null)
            return words.Refuse(ProblemTypes.NoSuchDay);
        return Refusal(result, words);
    }

    internal static ProblemHttpResult Refusal(ChallengeResult result, IStringLocalizer<ResidentWords> words) => result.Status switch
    {
        CastStatus.AnotherAttempt => Refuse(words, ProblemTypes.VersionUsed, new Dictionary<string, object?> { ["index"] = result.Index }),
        CastStatus.CardRefused or CastStatus.AnotherLog => Refuse(words, ProblemTypes.CardRefused),
        CastStatus.NotOpen => Refuse(words, ProblemTypes.NotOpen),
        CastStatus.LosesVote => words.Refuse(ProblemTypes.LosesVote),
        CastStatus.Malformed => words.Refuse(ProblemTypes.Malformed),
        CastStatus.Unavailable => words.Refuse(ProblemTypes.TryAgain),
        CastStatus.Accepted or CastStatus.AcceptedBefore or CastStatus.InvalidBallot => throw new ArgumentException("It was not refused.", nameof(result)),
    };

    // The same types as for a ballot, with what they mean for a vote that stands.
    private static ProblemHttpResult Refuse(IStringLocalizer words, ProblemType type, IDictionary<string, object?>? more = null) =>
        Problems.Say(type, words[$"Challenge.Refused.{type.Name}.Title"], words[$"Challenge.Refused.{type.Name}.Detail"], more);
}
