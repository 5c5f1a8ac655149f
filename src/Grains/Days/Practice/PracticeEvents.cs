using System.Text.Json.Serialization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Journal;

namespace PbDecisionDay.Grains.Days.Practice;

/// <summary>What happened to a day's practice runs.</summary>
internal abstract record PracticeEvent;

/// <summary>A run was begun; written before anything of it is.</summary>
internal sealed record PracticeBegan(string Practice, string By, DateTimeOffset At) : PracticeEvent;

/// <summary>All of a run was wiped.</summary>
/// <param name="Reached">How far it came.</param>
/// <param name="By">The organiser's id; empty where its time was over.</param>
internal sealed record PracticeWiped(string Practice, DayPhase Reached, string By, DateTimeOffset At) : PracticeEvent;

/// <summary>A day's practice runs as their events have them.</summary>
/// <param name="Running">The run that goes on; <c>null</c> where none does.</param>
/// <param name="Runs">How many were begun.</param>
/// <param name="Reached">How far the farthest of those that were wiped came.</param>
internal sealed record PracticeState(PracticeBegan? Running, int Runs, DayPhase Reached)
{
    public static readonly PracticeState None = new(null, 0, DayPhase.Draft);

    public static PracticeState Apply(PracticeState state, PracticeEvent happened) => happened switch
    {
        PracticeBegan began => state with { Running = began, Runs = state.Runs + 1 },
        PracticeWiped wiped => state with { Running = null, Reached = Farther(state.Reached, wiped.Reached) },
        _ => throw new InvalidDataException($"Practice runs do not know the event {happened.GetType().Name}."),
    };

    /// <summary>The later of two phases of a day's way; a day that was postponed or voided is on no way.</summary>
    public static DayPhase Farther(DayPhase one, DayPhase other) => other is <= DayPhase.Archived && other > one ? other : one;
}

/// <summary>How they are called and written. What stands here has been written somewhere and stays.</summary>
internal static class PracticeEventNames
{
    public static readonly EventNames<PracticeEvent> All = new EventNames<PracticeEvent>()
        .Name("practice-began", PracticeJson.Default.PracticeBegan)
        .Name("practice-wiped", PracticeJson.Default.PracticeWiped);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PracticeBegan))]
[JsonSerializable(typeof(PracticeWiped))]
internal sealed partial class PracticeJson : JsonSerializerContext;
