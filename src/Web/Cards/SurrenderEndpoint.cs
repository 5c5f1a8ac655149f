using System.Text.Json.Serialization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Voting;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Cards;

/// <summary>Handing a card in for a paper ballot: uncounts what it cast and ends it.</summary>
public static class SurrenderEndpoint
{
    /// <summary>Maps <c>POST /api/days/{day}/surrenders</c>.</summary>
    public static void MapSurrenders(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/days/{day:day}/surrenders", SurrenderAsync).AllowAnonymous().RequireRateLimiting(RequestLimits.Casting)
            .WithTags("Voting").WithName("SurrenderCard")
            .WithSummary("Hands a card in for a paper ballot. Ask again with the same attempt until there is an answer: it counts once.")
            .Accepts<SurrenderRequest>("application/json")
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(423).ProducesProblem(503);

    private static async Task<Results<Ok<SurrenderAnswer>, ProblemHttpResult>> SurrenderAsync(
        string day, HttpContext context, IGrainFactory grains, IStringLocalizer<ResidentWords> words)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, SurrenderJson.Default.SurrenderRequest, words);
        if (request is null) return refusal!;
        var command = new SurrenderCard(request.Card, request.Version, request.Proof, request.Attempt);
        var result = await grains.AskOfCardAsync(
            day, command.Card, box => box.SurrenderAsync(command, context.RequestAborted), answer => answer.Status == CastStatus.AnotherLog, context.RequestAborted);
        return result.Status is CastStatus.Accepted or CastStatus.AcceptedBefore
            ? TypedResults.Ok(new SurrenderAnswer(result.Receipt, result.Index))
            : CastRefusal.Of(result, words);
    }
}

/// <summary>A card to hand in.</summary>
/// <param name="Card">The card's number, base64.</param>
/// <param name="Version">One above the card's last version, or 7.</param>
/// <param name="Proof">The proof of that version, base64.</param>
/// <param name="Attempt">32 bytes, base64: the same for every retry of one attempt.</param>
public sealed record SurrenderRequest(
    [property: JsonRequired] string Card, [property: JsonRequired] int Version, [property: JsonRequired] string Proof, [property: JsonRequired] string Attempt);

/// <summary>A card that was handed in.</summary>
/// <param name="Receipt">The receipt's text.</param>
/// <param name="Index">The entry's index in the log.</param>
public sealed record SurrenderAnswer(string Receipt, long Index);

/// <summary>How these messages are read and written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, RespectNullableAnnotations = true, NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(SurrenderRequest))]
[JsonSerializable(typeof(SurrenderAnswer))]
internal sealed partial class SurrenderJson : JsonSerializerContext;
