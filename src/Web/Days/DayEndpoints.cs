using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Days;

/// <summary>The days as everyone may read them.</summary>
public static class DayEndpoints
{
    /// <summary>Adds what the feature needs.</summary>
    public static void AddDays(this IServiceCollection services)
    {
        services.AddSingleton<DayReader>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, DayJson.Default));
    }

    /// <summary>Maps the feature.</summary>
    public static void MapDays(this IEndpointRouteBuilder app)
    {
        var days = app.MapGroup("/api/days").AllowAnonymous().WithTags("Days").ReadableFromAnywhere();
        days.MapGet("", ListAsync)
            .WithName("ListDays").WithSummary("The published days, newest first.");
        days.MapGet("/{day:day}", FindAsync)
            .WithName("GetDay").WithSummary("A published day with its frozen rules and paper, its log's key and its stalls.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<ImmutableArray<DayEntry>>> ListAsync(DayReader days, CancellationToken cancellationToken)
    {
        return TypedResults.Ok(await days.ListAsync(DayEntry.Of, cancellationToken));
    }

    private static async Task<Results<Ok<DayDocument>, ProblemHttpResult>> FindAsync(
        string day, DayReader days, IStringLocalizer<ResidentWords> words, CancellationToken cancellationToken) =>
        await days.FindAsync(day, cancellationToken) is { } found
            ? TypedResults.Ok(DayDocument.Of(found))
            : words.Refuse(ProblemTypes.NoSuchDay);
}
