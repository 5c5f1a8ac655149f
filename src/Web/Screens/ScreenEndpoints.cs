using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Screens;

/// <summary>The screens' hub and the same JSON for whoever asks once.</summary>
public static class ScreenEndpoints
{
    /// <summary>Adds the feed and SignalR.</summary>
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.AddSignalR(options =>
        {
            // A day's id is 40 characters. A longer text is answered too, up to what a phone may send.
            options.MaximumReceiveMessageSize = SmallJson.MostBytes;
            options.EnableDetailedErrors = false;
        }).AddMessagePackProtocol();
        services.AddSingleton<ScreenFeed>();
        services.AddSingleton<Reveal>();
        services.AddHostedService(provider => provider.GetRequiredService<ScreenFeed>());
        return services;
    }

    /// <summary>Maps <c>/hubs/screens</c> and <c>GET /api/days/{day}/standings</c>.</summary>
    public static void MapScreens(this IEndpointRouteBuilder app)
    {
        app.MapHub<ScreenHub>("/hubs/screens").AllowAnonymous();
        app.MapGet("/api/days/{day:day}/standings", GetStandings).WithName("GetStandings").AllowAnonymous().ReadableFromAnywhere()
            .WithTags("Screens").WithSummary("What the screens show now").ProducesProblem(StatusCodes.Status404NotFound);
        app.MapGet("/api/days/{day:day}/presentation", GetPresentation).WithName("GetPresentation").AllowAnonymous().ReadableFromAnywhere()
            .WithTags("Screens").WithSummary("What the day's presenter shows now").ProducesProblem(StatusCodes.Status404NotFound)
            .WithDescription("The page that was turned to, an announcement, and a group's minutes.");
        app.MapGet("/api/days/{day:day}/reveal", GetReveal).WithName("GetReveal").AllowAnonymous().ReadableFromAnywhere()
            .WithTags("Screens").WithSummary("The declared result, page by page").ProducesProblem(StatusCodes.Status404NotFound)
            .WithDescription("In the language that is asked for. Empty before the result is declared.");
    }

    private static async Task<Results<Ok<PresentationMessage>, ProblemHttpResult>> GetPresentation(
        string day, ScreenFeed feed, IStringLocalizer<ResidentWords> words, CancellationToken cancellationToken) =>
        await feed.FindPresentationAsync(day, cancellationToken) is { } message
            ? TypedResults.Ok(message)
            : words.Refuse(ProblemTypes.NoSuchDay);

    private static async Task<Results<Ok<RevealPage[]>, ProblemHttpResult>> GetReveal(
        string day, DayReader days, Reveal reveal, IGrainFactory grains, IStringLocalizer<ResidentWords> words, CancellationToken cancellationToken) =>
        await days.FindAsync(day, cancellationToken) is { } found
            ? TypedResults.Ok((await reveal.PagesAsync(found, await grains.GetGrain<IStallsGrain>(day).GetAsync(cancellationToken))).ToArray())
            : words.Refuse(ProblemTypes.NoSuchDay);

    private static async Task<Results<Ok<ScreenMessage>, ProblemHttpResult>> GetStandings(
        string day, ScreenFeed feed, IStringLocalizer<ResidentWords> words, CancellationToken cancellationToken) =>
        await feed.FindAsync(day, cancellationToken) is { } message
            ? TypedResults.Ok(message)
            : words.Refuse(ProblemTypes.NoSuchDay);
}
