using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Voting;

/// <summary>Asking about a card, casting its ballot, and having it opened.</summary>
public static class VotingEndpoints
{
    /// <summary>Adds what the feature needs.</summary>
    public static void AddVoting(this IServiceCollection services)
    {
        services.AddSingleton<CastGate>();
        services.AddSingleton<PlainCasting>();
        services.AddSingleton<IVoterPages, VoterPages>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, VotingJson.Default));
    }

    /// <summary>Maps the feature.</summary>
    public static void MapVoting(this IEndpointRouteBuilder app)
    {
        var day = app.MapGroup("/api/days/{day:day}").AllowAnonymous().WithTags("Voting").RequireRateLimiting(RequestLimits.Casting).CastableFromAnywhere();
        day.MapPost("/cards", AskCardAsync)
            .WithName("AskCard").WithSummary("What a card can do next.")
            .TakesJson<AskCard>()
            .ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(503);
        day.MapPost("/ballots", CastBallotEndpoint.CastAsync)
            .Timed("pbdd.cast.duration", "From a ballot's arrival to its answer.")
            .WithName("CastBallot").WithSummary("Casts a card's ballot, or replaces it. Ask again with the same attempt until there is an answer: it counts once.")
            .TakesJson<CastBallotRequest>()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413)
            .ProducesProblem(415).ProducesProblem(422).ProducesProblem(423).ProducesProblem(503);
        day.MapPost("/challenges", ChallengeEndpoint.ChallengeAsync)
            .WithName("ChallengeCard").WithSummary("Opens a card's own last cast for everyone to see, so that its holder can compare. That cast never counts; the card may cast again, with a version up to 6. Ask again with the same attempt until there is an answer: it happens once.")
            .TakesJson<ChallengeRequest>()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413)
            .ProducesProblem(415).ProducesProblem(423).ProducesProblem(503);
    }

    private static async Task<Results<Ok<CardAnswer>, ProblemHttpResult>> AskCardAsync(
        string day, HttpContext context, IGrainFactory grains, IStringLocalizer<ResidentWords> words)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, VotingJson.Default.AskCard, words);
        if (request is null) return refusal!;
        if (!Digest.TryParse(request.Card, out _)) return words.RefuseAt("$.card");
        var standing = await grains.AskOfCardAsync(
            day, request.Card, box => box.GetCardAsync(request.Card, context.RequestAborted), answer => answer.State == CardState.AnotherLog, context.RequestAborted);
        return TypedResults.Ok(new CardAnswer(standing.State, standing.NextVersion));
    }
}
