namespace PbDecisionDay.LocalOrleans.Tests;

public sealed class HostStopTests
{
    private static readonly Type[] Stage = [typeof(IStageGrain), typeof(StageGrain)];

    [Fact]
    public async Task A_stop_lets_running_requests_finish_even_where_they_call_others_and_deactivates_every_grain()
    {
        await using TestHost host = await TestHost.StartAsync(Stage);
        IStageGrain one = host.Grains.GetGrain<IStageGrain>("one");
        Task tour = one.Tour("tour", "two");
        await host.Script.Noted("tour begins");
        Task stop = host.StopAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grains.GetGrain<IStageGrain>("three").Act("late").Soon());
        host.Script.GiveCue("tour");
        host.Script.GiveCue("tour at two");
        await Task.WhenAll(tour, stop).Soon();

        Assert.Contains("one closes: ShuttingDown", host.Script.Record);
        Assert.Contains("two closes: ShuttingDown", host.Script.Record);
    }

    [Fact]
    public async Task Calls_before_the_start_after_the_stop_and_waiting_at_the_stop_fail_clearly()
    {
        await using TestHost host = new(Stage);
        IStageGrain stage = host.Grains.GetGrain<IStageGrain>("main");
        Assert.Contains("not started", (await RefusedAsync(stage.Act("early"))).Message, StringComparison.Ordinal);

        await host.StartAsync();
        Task first = stage.Act("first");
        await host.Script.Noted("first begins");
        Task waiting = stage.Act("waiting");
        Task stop = host.StopAsync();
        host.Script.GiveCue("first");
        await Task.WhenAll(first, stop).Soon();
        Assert.Contains("has stopped", (await RefusedAsync(waiting)).Message, StringComparison.Ordinal);
        Assert.Contains("has stopped", (await RefusedAsync(stage.Act("late"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_waits_no_longer_than_it_may()
    {
        await using TestHost host = await TestHost.StartAsync(Stage);
        IStageGrain stuck = host.Grains.GetGrain<IStageGrain>("stuck");
        IStageGrain slow = host.Grains.GetGrain<IStageGrain>("slow");
        Task act = stuck.Act("never ending");
        await host.Script.Noted("never ending begins");
        Task waiting = stuck.Act("waiting");
        host.Script.GiveCue("short");
        await slow.Act("short").Soon();
        using CancellationTokenSource patience = new();
        Task stop = host.StopAsync(patience.Token);
        await host.Script.Noted("closing begins");
        await patience.CancelAsync();
        await stop.Soon();

        await RefusedAsync(waiting);
        await host.Script.Noted("prop put away");
        Assert.False(act.IsCompleted);
        host.Script.GiveCue("never ending");
        await act.Soon();
    }

    private static Task<InvalidOperationException> RefusedAsync(Task call) =>
        Assert.ThrowsAsync<InvalidOperationException>(() => call.Soon());
}
