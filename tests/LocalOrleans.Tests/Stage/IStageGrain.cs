using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.LocalOrleans.Tests;

/// <summary>A grain whose requests are scenes of the test's script.</summary>
[Alias("test.stage")]
public interface IStageGrain : IGrainWithStringKey
{
    Task Act(string scene, CancellationToken cancellationToken = default);

    [ReadOnly]
    Task Look(string scene);

    [AlwaysInterleave]
    Task Interrupt(string scene);

    Task ActAndLeave(string scene);

    /// <summary>Plays a scene, calls another stage with the rest, and plays its ending.</summary>
    Task Tour(string scene, string next);
}
