using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text.Json;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Receipts;

/// <summary>
/// Proofs that receipts' entries are in the log, and the log itself in C2SP tlog-tiles layout. Any site's page may read them. What can be
/// kept is said of each file: a tile, a partial one too, has its width in its name and never changes; a checkpoint is asked for again.
/// </summary>
public static class ReceiptEndpoints
{
    /// <summary>Adds what the feature needs.</summary>
    public static void AddReceipts(this IServiceCollection services)
    {
        services.AddSingleton<ReceiptCheck>();
        services.AddSingleton<StandingReader>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ReceiptJson.Default));
    }

    /// <summary>Maps the feature.</summary>
    public static void MapReceipts(this IEndpointRouteBuilder app)
    {
        var day = app.MapGroup("/api/days/{day:day}").AllowAnonymous().WithTags("Log").ReadableFromAnywhere().AddEndpointFilter(KeepNothingMissingAsync);
        day.MapGet("/receipts/{**leafHash}", ProveAsync)
            .ProducesProblem(400).ProducesProblem(404)
            .WithName("GetReceiptProof").WithSummary("Whether the entry with this leaf hash (base64, or base64url as fits an address) is in the log, with its RFC 6962 inclusion proof under the last signed checkpoint.");
        day.MapGet("/logs/{log:day}/checkpoint", CheckpointAsync)
            .WithName("GetCheckpoint").WithSummary("The last signed checkpoint, a C2SP note. It has an entity tag: ask with If-None-Match while waiting for the next.")
            .Produces<string>(contentType: Note).Produces(304).ProducesProblem(404).ProducesProblem(412);
        day.MapGet("/logs/{log:day}/tile/{**path}", TileAsync)
            .WithName("GetTile").WithSummary("A tile of the log, or of its entries, in C2SP tlog-tiles layout.")
            .Produces<byte[]>(contentType: Tile).ProducesProblem(404);
    }

    private const string Note = "text/plain", Tile = "application/octet-stream";

    private static async Task<Results<Ok<ReceiptProof>, ProblemHttpResult>> ProveAsync(
        string day, string leafHash, IGrainFactory grains, StandingReader standings, IStringLocalizer<ResidentWords> words, HttpContext context)
    {
        if (!Base64InAddress.TryRead(leafHash, out var hash)) return words.Refuse(ProblemTypes.NotAHash);
        var (log, answer) = await FindAsync(day, hash.ToString(), grains, context.RequestAborted);
        var read = await standings.ReadAsync(day, log, hash, context.RequestAborted);
        var entry = read.Entry is { } found ? Encoding.UTF8.GetString(found.Print()) : "";
        return TypedResults.Ok(new ReceiptProof(answer.State, answer.Index, answer.Proof, answer.Checkpoint, entry, read.Standing, read.MayVote));
    }

    /// <summary>Looks in the main log first, then in the others.</summary>
    private static async Task<(string Log, InclusionAnswer Answer)> FindAsync(string day, string leafHash, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var main = grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day));
        var answer = await main.ProveInclusionAsync(leafHash, cancellationToken);
        if (answer.State != InclusionState.NotInLog)
            return (BoxKey.MainLog, answer);
        foreach (var other in (await main.GetStatusAsync(cancellationToken)).Logs)
            if (await grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day, other.Log)).ProveInclusionAsync(leafHash, cancellationToken) is { State: not InclusionState.NotInLog } found)
                return (other.Log, found);
        return (BoxKey.MainLog, answer);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CheckpointAsync(
        string day, string log, IGrainFactory grains, IStringLocalizer<ResidentWords> words, HttpContext context)
    {
        var checkpoint = Encoding.UTF8.GetBytes(await grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day, log)).GetCheckpointAsync(context.RequestAborted));
        if (checkpoint.Length == 0) return words.Refuse(ProblemTypes.NoSuchFile);
        context.Response.Headers.CacheControl = "public, max-age=5";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(checkpoint))}\"");
        return TypedResults.Bytes(checkpoint, $"{Note}; charset=utf-8", entityTag: tag);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> TileAsync(
        string day, string log, string path, IGrainFactory grains, IStringLocalizer<ResidentWords> words, HttpContext context)
    {
        var tile = await grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day, log)).ReadTileAsync($"tile/{Base64InAddress.WithSlashes(path)}", context.RequestAborted);
        if (tile.IsEmpty) return words.Refuse(ProblemTypes.NoSuchFile);
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(ImmutableCollectionsMarshal.AsArray(tile)!, Tile);
    }

    // A tile that is missing now may be there after the next checkpoint: only what is found may be kept.
    private static ValueTask<object?> KeepNothingMissingAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}

/// <summary>What the log says about an entry.</summary>
/// <param name="State">Whether it is in the log, and covered by a signed checkpoint.</param>
/// <param name="Index">Its index, or -1.</param>
/// <param name="Proof">The inclusion proof, each hash base64; empty where it is not covered.</param>
/// <param name="Checkpoint">The checkpoint it is proved under, a C2SP note; empty where it is not covered.</param>
/// <param name="Entry">
/// The entry's own text, whose leaf hash the receipt signs; empty where it is not in the log. Its card's short number is on the strip that whoever
/// voted tore off: a receipt of somebody else's ballot has another.
/// </param>
/// <param name="Standing">Whether the ballot counts, and if not, why.</param>
/// <param name="MayVote">Whether the card's last ballot was opened and it may vote again now.</param>
public sealed record ReceiptProof(
    [property: JsonConverter(typeof(EnumWords<InclusionState>))] InclusionState State, long Index, ImmutableArray<string> Proof, string Checkpoint, string Entry,
    [property: JsonConverter(typeof(EnumWords<BallotStanding>))] BallotStanding Standing, bool MayVote);

/// <summary>How proofs are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ReceiptProof))]
internal sealed partial class ReceiptJson : JsonSerializerContext;
