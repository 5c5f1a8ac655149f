using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PbDecisionDay.Grains.Journal;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>
/// What happened while paper slips were typed in. What a slip says stands there sealed, under a key that archiving destroys.
/// Names and JSON: <see cref="PaperEventNames"/>.
/// </summary>
internal abstract record PaperEvent;

/// <summary>The key that seals what is typed was made; it stands in the day's files.</summary>
/// <param name="Sha256">SHA-256 of the key, base64.</param>
internal sealed record TypingKeyMade(string Sha256, DateTimeOffset At) : PaperEvent;

/// <summary>A batch was opened, for the first time or again.</summary>
internal sealed record SlipBatchOpened(string Batch, int Pile, string By, DateTimeOffset At) : PaperEvent;

internal sealed record PileRecounted(string Batch, int Pile, string By, DateTimeOffset At) : PaperEvent;

/// <summary>Somebody typed a slip.</summary>
/// <param name="Sealed">What they read, sealed.</param>
/// <param name="Differs">Whether somebody else had typed it and read something else.</param>
internal sealed record SlipTyped(string Batch, int Number, string Sealed, bool Differs, string By, DateTimeOffset At) : PaperEvent;

/// <summary>A slip was photographed for a third person; the photograph stands sealed in the day's files.</summary>
/// <param name="Sha256">SHA-256 of the sealed file, base64.</param>
internal sealed record SlipPhotographed(string Batch, int Number, string Sha256, string By, DateTimeOffset At) : PaperEvent;

/// <summary>A third person looked at a slip, or did once more and found something else.</summary>
internal sealed record SlipSettled(string Batch, int Number, string Sealed, bool ByPhotograph, string By, DateTimeOffset At) : PaperEvent;

/// <summary>A batch stands in the log.</summary>
/// <param name="LeftOut">The numbers of spoilt slips that have no entry there.</param>
internal sealed record SlipBatchFinished(string Batch, ImmutableArray<int> LeftOut, string By, string SecondBy, DateTimeOffset At) : PaperEvent;

/// <summary>How these events are called and written. What stands here has been written somewhere and stays.</summary>
internal static class PaperEventNames
{
    public static readonly EventNames<PaperEvent> All = new EventNames<PaperEvent>()
        .Name("typing-key-made", PaperJson.Default.TypingKeyMade)
        .Name("slip-batch-opened", PaperJson.Default.SlipBatchOpened)
        .Name("pile-recounted", PaperJson.Default.PileRecounted)
        .Name("slip-typed", PaperJson.Default.SlipTyped)
        .Name("slip-photographed", PaperJson.Default.SlipPhotographed)
        .Name("slip-settled", PaperJson.Default.SlipSettled)
        .Name("slip-batch-finished", PaperJson.Default.SlipBatchFinished);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TypingKeyMade))]
[JsonSerializable(typeof(SlipBatchOpened))]
[JsonSerializable(typeof(PileRecounted))]
[JsonSerializable(typeof(SlipTyped))]
[JsonSerializable(typeof(SlipPhotographed))]
[JsonSerializable(typeof(SlipSettled))]
[JsonSerializable(typeof(SlipBatchFinished))]
internal sealed partial class PaperJson : JsonSerializerContext;
