using System.Collections.Immutable;
using PbDecisionDay.Contracts.Running;

namespace PbDecisionDay.Grains.Running;

/// <summary>The calls and the incident book as their events have them.</summary>
/// <param name="Calls">The calls, the oldest first.</param>
/// <param name="Called">How many there ever were: the next one's id.</param>
/// <param name="Incidents">The entries, the oldest first.</param>
internal sealed record RunningState(ImmutableList<StationCall> Calls, int Called, ImmutableList<Incident> Incidents)
{
    public static readonly RunningState None = new([], 0, []);

    /// <summary>The call of a station that has not ended.</summary>
    public StationCall? OpenOf(string station) => Calls.FindLast(call => call.Station == station && call.EndedAt is null);

    public static RunningState Apply(RunningState state, RunningEvent happened) => happened switch
    {
        StationCalled called => state with { Called = state.Called + 1, Calls = Kept(state.Calls).Add(new(called.Call, called.Station, called.Reason, called.At, "", null, null)) },
        OrganiserComing coming => state.Changed(coming.Call, call => call with { ComingBy = coming.By, ComingAt = coming.At }),
        CallEnded ended => state.Changed(ended.Call, call => call with { EndedAt = ended.At }),
        IncidentWritten written => state with { Incidents = state.Incidents.Add(new(written.Incident, written.Told, written.By, written.At, [])) },
        IncidentAdded added => state with
        {
            Incidents = [.. state.Incidents.Select(one => one.Id == added.Incident ? one with { Additions = one.Additions.Add(new(added.Text, added.By, added.At)) } : one)],
        },
        _ => throw new InvalidDataException($"A running day does not know the event {happened.GetType().Name}."),
    };

    private RunningState Changed(string call, Func<StationCall, StationCall> change) =>
        this with { Calls = [.. Calls.Select(one => one.Id == call ? change(one) : one)] };

    // One that waits is never forgotten.
    private static ImmutableList<StationCall> Kept(ImmutableList<StationCall> calls) =>
        calls.Count < IRunningGrain.MostCalls || calls.Find(call => call.EndedAt is not null) is not { } oldest ? calls : calls.Remove(oldest);
}
