using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.LocalOrleans.Tests;

internal class RelayGrain(Script script) : Grain, IRelayGrain
{
    public async Task<string> Pass(ImmutableArray<string> path)
    {
        string key = this.GetPrimaryKeyString();
        return path switch
        {
            [['!', .. string next], .. ImmutableArray<string> rest] => $"{key} {await Next(next).PassAnyway(rest)}",
            [string next, .. ImmutableArray<string> rest] => $"{key} {await Next(next).Pass(rest)}",
            [] => key,
        };
    }

    public Task<string> PassAnyway(ImmutableArray<string> path) => Pass(path);

    public Task Throw(string next)
    {
        _ = Next(next).CallBack(this.GetPrimaryKeyString(), "callback");
        return Task.CompletedTask;
    }

    public async Task CallBack(string key, string scene)
    {
        await script.PlayAsync(scene);
        script.Note(await Next(key).Pass([]));
    }

    /// <summary>A grain whose key names another, as in "a>b", calls it before it takes requests.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString().Split('>') is [string key, string first])
            await Next(first).Pass([$"{key}>{first}"]);
    }

    private IRelayGrain Next(string key) => GrainFactory.GetGrain<IRelayGrain>(key);
}

[Reentrant]
internal sealed class ReentrantRelayGrain(Script script) : RelayGrain(script);
