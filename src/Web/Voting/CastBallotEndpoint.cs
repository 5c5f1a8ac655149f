using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Voting;

/// <summary>The path of every ballot: read, one call to the box, answer. A day that waits for its last group is asked first, until it does not. Nothing about the request is kept or logged.</summary>
internal static class CastBallotEndpoint
{
    public static async Task<Results<Created<CastAnswer>, ProblemHttpResult>> CastAsync(
        string day, HttpContext context, IGrainFactory grains, DayReader days, CastGate gate, IStringLocalizer<ResidentWords> words)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, VotingJson.Default.CastBallotRequest, words);
        if (request is null) return refusal!;
        if (await gate.HoldsBackAsync(day, context) is { } held && !await IsUsedAsync(day, request, context, grains)) return CastRefusal.HeldBack(held, words);

        var command = new CastBallot(request.Card, request.Version, request.Proof, request.Ballot, request.Attempt);
        var result = await grains.AskOfCardAsync(
            day, command.Card, box => box.CastAsync(command, context.RequestAborted), answer => answer.Status == CastStatus.AnotherLog, context.RequestAborted);
        if (result.Status is CastStatus.Accepted or CastStatus.AcceptedBefore)
            return TypedResults.Created(ReceiptAddress.Of(day, result.LeafHash), new CastAnswer(result.Receipt, result.Index, result.LeafHash));
        if (result.Status == CastStatus.NotOpen)
            return CastRefusal.NotOpen(await days.FindViewAsync(day, context.RequestAborted), words);
        return CastRefusal.Of(result, words);
    }

    /// <summary>
    /// Whether the card has used this version, so that the box can only say what the log has of it. A kiosk may have cast it before its pairing was revoked,
    /// without hearing the answer: to be told to wait would be false.
    /// </summary>
    private static async Task<bool> IsUsedAsync(string day, CastBallotRequest request, HttpContext context, IGrainFactory grains)
    {
        var standing = await grains.AskOfCardAsync(
            day, request.Card, box => box.GetCardAsync(request.Card, context.RequestAborted), answer => answer.State == CardState.AnotherLog, context.RequestAborted);
        return standing.State == CardState.ToExchange || standing.NextVersion > request.Version;
    }
}
