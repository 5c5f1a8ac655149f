using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.LocalOrleans.Tests;

/// <summary>A grain that passes a call along a path of keys and answers with the keys it came by; "!a" asks a to pass it anyway.</summary>
[Alias("test.relay")]
public interface IRelayGrain : IGrainWithStringKey
{
    Task<string> Pass(ImmutableArray<string> path);

    [AlwaysInterleave]
    Task<string> PassAnyway(ImmutableArray<string> path);

    /// <summary>Calls another grain, which plays a scene and then calls back, and does not wait for it.</summary>
    Task Throw(string next);

    Task CallBack(string key, string scene);
}
