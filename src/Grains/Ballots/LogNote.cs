using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Grains.Journal;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>A note on a log, kept beside its entries.</summary>
internal abstract record LogNote;

/// <summary>The log was set up.</summary>
/// <param name="Origin">Its name.</param>
/// <param name="Rehearsal">Whether it is a rehearsal's.</param>
/// <param name="Key">Its public key as a C2SP verifier key.</param>
/// <param name="Openings">SHA-256 of the openings key, base64.</param>
internal sealed record LogSetUp(string Origin, bool Rehearsal, string Key, string Openings) : LogNote;

/// <summary>The openings key was made anew, before the log was open.</summary>
/// <param name="Openings">SHA-256 of the key, base64.</param>
internal sealed record OpeningsKeyMade(string Openings) : LogNote;

/// <summary>A batch that the main log names for this other one.</summary>
/// <param name="Batch">Its id.</param>
/// <param name="MadeByService">Whether this service made the secrets.</param>
/// <param name="Cards">Its cards' numbers, sorted, base64.</param>
internal sealed record BatchAllotted(string Batch, bool MadeByService, ImmutableArray<string> Cards) : LogNote;

/// <summary>A checkpoint was signed.</summary>
/// <param name="Note">The C2SP note.</param>
internal sealed record CheckpointSigned(string Note) : LogNote;

/// <summary>Who countersigns the log's checkpoints.</summary>
internal sealed record WitnessesNamed(ImmutableArray<NamedWitness> Witnesses) : LogNote;

/// <summary>A witness countersigned a checkpoint.</summary>
/// <param name="Note">The checkpoint's text with the witness's line alone.</param>
/// <param name="At">When its answer came.</param>
internal sealed record CheckpointCountersigned(string Note, DateTimeOffset At) : LogNote;

/// <summary>The names of notes in the journal. What stands here has been written somewhere and stays.</summary>
internal static class LogNoteNames
{
    public static readonly EventNames<LogNote> All = new EventNames<LogNote>()
        .Name("set-up", LogNoteJson.Default.LogSetUp)
        .Name("openings-key", LogNoteJson.Default.OpeningsKeyMade)
        .Name("batch", LogNoteJson.Default.BatchAllotted)
        .Name("checkpoint", LogNoteJson.Default.CheckpointSigned)
        .Name("witnesses", LogNoteJson.Default.WitnessesNamed)
        .Name("countersigned", LogNoteJson.Default.CheckpointCountersigned);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LogSetUp))]
[JsonSerializable(typeof(OpeningsKeyMade))]
[JsonSerializable(typeof(BatchAllotted))]
[JsonSerializable(typeof(CheckpointSigned))]
[JsonSerializable(typeof(WitnessesNamed))]
[JsonSerializable(typeof(CheckpointCountersigned))]
internal sealed partial class LogNoteJson : JsonSerializerContext;
