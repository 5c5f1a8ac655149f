using System.Text.Json.Serialization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Stations;

/// <summary>Pairing: a one-use code from the console becomes a cookie that allows one role of one day.</summary>
public static class StationEndpoints
{
    /// <summary>Maps <c>POST /api/stations/pair</c>.</summary>
    public static void MapStations(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/stations/pair", PairAsync).WithName("PairStation").AllowAnonymous()
            .WithTags("Stations").WithSummary("Pair a station with a one-use code; sets the station's cookie").Accepts<PairRequest>("application/json")
            .ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Results<Ok<PairedStation>, ProblemHttpResult>> PairAsync(
        HttpContext context, IGrainFactory grains, DayReader days, IStringLocalizer<StationWords> words, IStringLocalizer<ResidentWords> bodyWords,
        CancellationToken cancellationToken)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, StationJson.Default.PairRequest, bodyWords);
        if (request is null) return refusal!;
        var candidates = string.IsNullOrEmpty(request.Day)
            ? await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListDaysAsync(cancellationToken)
            : [request.Day];
        foreach (var day in candidates)
        {
            // Where the code may be any day's, one that cannot be read is no reason to refuse the others' stations.
            var known = string.IsNullOrEmpty(request.Day)
                ? await days.TryGetRecentAsync(day, cancellationToken)
                : await days.GetRecentAsync(day, cancellationToken);
            if (known is null) continue;
            if (await grains.GetGrain<IDecisionDayGrain>(day).PairAsync(Code(request.Code), cancellationToken) is not { } station) continue;
            days.Forget(day);
            await StationAccess.SignInAsync(context, day, station);
            return TypedResults.Ok(PairedStation.Of(day, station));
        }
        return words.Refuse(ProblemTypes.PairingRefused);
    }

    // As typed: case, spaces and hyphens do not matter, O is 0, I and L are 1.
    private static string Code(string? typed) =>
        string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1');
}

/// <summary>Asks to pair.</summary>
/// <param name="Code">The code that the console shows.</param>
/// <param name="Day">The day's id; without it every day is tried.</param>
public sealed record PairRequest(string? Code, string? Day);

/// <summary>A station that was paired.</summary>
/// <param name="Day">Its day.</param>
/// <param name="Station">Its public id.</param>
/// <param name="Role"><c>door</c>, <c>screen</c>, <c>kiosk</c> or <c>paper</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Venue">The venue it stands in.</param>
/// <param name="Page">Where it works; <c>null</c> for a role that has no page yet.</param>
public sealed record PairedStation(string Day, string Station, string Role, string Name, string Venue, string? Page)
{
    internal static PairedStation Of(string day, StationView station) =>
        new(day, station.Station, Words.Of(station.Role), station.Name, station.Venue, StationPages.Of(station.Role, day));
}

/// <summary>How the messages of pairing are read and written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, RespectNullableAnnotations = true, NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(PairRequest))]
[JsonSerializable(typeof(PairedStation))]
[JsonSerializable(typeof(CallRequest))]
[JsonSerializable(typeof(QueueRequest))]
[JsonSerializable(typeof(StationNow))]
internal sealed partial class StationJson : JsonSerializerContext;
