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
/// was, and the sentences say so. Source: PROTOCOL.md, casting 6.
/// </summary>
internal static class ChallengeEndpoint
{
    public static async Task<Results<Created<ChallengeAnswer>, ProblemHttpResult>> ChallengeAsync(
        string day, HttpContext context, IGrainFactory grains, DayReader days, IStringLocalizer<ResidentWords> words)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, VotingJson.Default.ChallengeRequest, words);
        if (request is null) return refusal!;

        var command = new ChallengeCard(request.Card, request.Version, request.Proof, request.Random);
        var result = await grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day)).ChallengeAsync(command, context.RequestAborted);
        if (result.Status is CastStatus.Accepted or CastStatus.AcceptedBefore)
            return TypedResults.Created(
                ReceiptAddress.Of(day, result.LeafHash), new ChallengeAnswer(result.Receipt, result.Index, result.LeafHash, result.Nonce, result.Ballot));
        if (result.Status == CastStatus.NotOpen && await days.FindViewAsync(day, context.RequestAborted) is null)
            return words.Refuse("no-such-day", StatusCodes.Status404NotFound);
        if (result.Status == CastStatus.Unavailable)
            context.Response.Headers.RetryAfter = "1";
        return Refusal(result, words);
    }

    private static ProblemHttpResult Refusal(ChallengeResult result, IStringLocalizer<ResidentWords> words) => result.Status switch
    {
        CastStatus.AnotherAttempt => Refuse(words, "version-used", StatusCodes.Status409Conflict, new Dictionary<string, object?> { ["index"] = result.Index }),
        CastStatus.CardRefused => Refuse(words, "card-refused", StatusCodes.Status403Forbidden),
        CastStatus.NotOpen => Refuse(words, "not-open", StatusCodes.Status423Locked),
        CastStatus.Malformed => words.Refuse("malformed", StatusCodes.Status400BadRequest),
        CastStatus.Unavailable => words.Refuse("try-again", StatusCodes.Status503ServiceUnavailable),
        CastStatus.Accepted or CastStatus.AcceptedBefore or CastStatus.InvalidBallot => throw new ArgumentException("It was not refused.", nameof(result)),
    };

    // The same types as for a ballot, with what they mean for a vote that stands.
    private static ProblemHttpResult Refuse(IStringLocalizer words, string name, int status, IDictionary<string, object?>? more = null) => TypedResults.Problem(
        type: $"/problems/{name}",
        title: words[$"Challenge.Refused.{name}.Title"],
        detail: words[$"Challenge.Refused.{name}.Detail"],
        statusCode: status,
        extensions: more);
}
