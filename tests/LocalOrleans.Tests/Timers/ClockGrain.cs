using Orleans;
using Orleans.Runtime;

namespace PbDecisionDay.LocalOrleans.Tests.Timers;

internal sealed class ClockGrain(Script script) : Grain, IClockGrain
{
    private IGrainTimer? _timer;
    private int _ticks;

    public Task Wind(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive)
    {
        _timer = this.RegisterGrainTimer(
            static (clock, cancellationToken) => clock.TickAsync(cancellationToken),
            this,
            new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Act(string scene) => script.PlayAsync(scene);

    public Task WindFromTaskRun() => Task.Run(() => this.RegisterGrainTimer(() => Task.CompletedTask, new(TimeSpan.Zero, TimeSpan.Zero)));

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        script.Note($"clock stands: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        int tick = ++_ticks;
        await script.PlayAsync($"tick {tick}", cancellationToken);
        if (tick == 2)
            throw new InvalidOperationException("The second tick fails.");
    }
}
