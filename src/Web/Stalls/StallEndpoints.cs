using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Orleans;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Stalls;

/// <summary>What a marketplace shows beside the paper, as everyone may read it, and the pictures of its stalls.</summary>
public static class StallEndpoints
{
    private const string Suffix = ".jpg";

    // The name is the content's hash, so it could stay for ever; but a picture that was taken away shall not be shown for long.
    private const string Kept = "public, max-age=86400, immutable";

    /// <summary>The address of a picture on this site.</summary>
    public static string AddressOf(string day, StallPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return $"/days/{day}/photographs/{picture.Sha256}{Suffix}";
    }

    /// <summary>The sizes of a photograph as <c>srcset</c> asks for them.</summary>
    public static string SourcesOf(string day, StallPhotograph photograph)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        return string.Join(", ", photograph.Sizes.Select(size => $"{AddressOf(day, size)} {size.Width}w"));
    }

    /// <summary>The address of what a screen shows of a stall, in 3:2: its photograph in its largest size, else its drawing.</summary>
    public static string PictureOf(string day, ProposalView view, StallsView beside)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(beside);
        return beside.PhotographOf(view.Proposal) is { Sizes.IsEmpty: false } photograph ? AddressOf(day, photograph.Sizes.MaxBy(size => size.Width)!) : Pictures.Of(view.Content);
    }

    /// <summary>The host that a video's link opens, with its port where that is an unusual one.</summary>
    public static string HostOf(StallVideo video)
    {
        ArgumentNullException.ThrowIfNull(video);
        return new Uri(video.Address).Authority;
    }

    /// <summary>Adds what the feature needs.</summary>
    public static void AddStalls(this IServiceCollection services) => services.ConfigureHttpJsonOptions(
        options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, StallsJson.Default));

    /// <summary>Maps the feature.</summary>
    public static void MapStalls(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/days/{day:day}/stalls", GetStallsAsync).AllowAnonymous().ReadableFromAnywhere()
            .WithName("GetStalls").WithTags("Days").WithSummary("What the marketplace shows beside the paper.")
            .WithDescription("Photographs, video links and picture strips of stalls, how people get in and round, and stalls that ask for no money. It is no part of the paper.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        app.MapGet("/days/{day:day}/photographs/{file}", GetPictureAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<Results<Ok<StallsDocument>, ProblemHttpResult>> GetStallsAsync(
        string day, DayReader days, IGrainFactory grains, IStringLocalizer<ResidentWords> words, CancellationToken cancellationToken) =>
        await days.FindViewAsync(day, cancellationToken) is not null
            ? TypedResults.Ok(StallsDocument.Of(day, await grains.GetGrain<IStallsGrain>(day).GetAsync(cancellationToken)))
            : words.Refuse(ProblemTypes.NoSuchDay);

    private static async Task<Results<FileContentHttpResult, NotFound>> GetPictureAsync(
        string day, string file, DayReader days, IGrainFactory grains, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!file.EndsWith(Suffix, StringComparison.Ordinal) || await days.FindViewAsync(day, cancellationToken) is null) return TypedResults.NotFound();
        var content = await grains.GetGrain<IStallsGrain>(day).GetPictureAsync(file[..^Suffix.Length], cancellationToken);
        if (content.IsEmpty) return TypedResults.NotFound();
        response.Headers.CacheControl = Kept;
        return TypedResults.File(ImmutableCollectionsMarshal.AsArray(content)!, "image/jpeg", entityTag: new EntityTagHeaderValue($"\"{file[..^Suffix.Length]}\""));
    }
}

/// <summary>How the feature's documents are written: camel case, words for enums.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StallsDocument))]
internal sealed partial class StallsJson : JsonSerializerContext;
