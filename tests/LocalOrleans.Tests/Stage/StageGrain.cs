using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.LocalOrleans.Tests;

internal class StageGrain(Script script) : Grain, IStageGrain
{
    public Task Act(string scene, CancellationToken cancellationToken) => script.PlayAsync(scene, cancellationToken);

    public Task Look(string scene) => script.PlayAsync(scene);

    public Task Interrupt(string scene) => script.PlayAsync(scene);

    public Task ActAndLeave(string scene)
    {
        DeactivateOnIdle();
        return script.PlayAsync(scene);
    }

    public async Task Tour(string scene, string next)
    {
        await script.PlayAsync(scene);
        await GrainFactory.GetGrain<IStageGrain>(next).Act($"{scene} at {next}");
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        ServiceProvider.GetRequiredService<Prop>();
        script.Note($"{this.GetPrimaryKeyString()} opens");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        script.Note($"{this.GetPrimaryKeyString()} closes: {reason.ReasonCode}");
        if (this.GetPrimaryKeyString().StartsWith("slow", StringComparison.Ordinal))
            await script.PlayAsync("closing");
    }
}

[Reentrant]
internal sealed class ReentrantStageGrain(Script script) : StageGrain(script);
