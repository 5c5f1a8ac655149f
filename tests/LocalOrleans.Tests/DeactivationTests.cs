namespace PbDecisionDay.LocalOrleans.Tests;

public sealed class DeactivationTests
{
    private static readonly Type[] Stage = [typeof(IStageGrain), typeof(StageGrain)];
    private static readonly Type[] ReentrantStage = [typeof(IStageGrain), typeof(ReentrantStageGrain)];
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task A_grain_that_nobody_calls_is_deactivated_and_the_next_call_activates_it_anew()
    {
        await using TestHost host = await TestHost.StartAsync(Stage);
        IStageGrain stage = host.Grains.GetGrain<IStageGrain>("main");
        await ActAsync(host, stage, "one");
        host.Time.Advance(Age / 2);
        await ActAsync(host, stage, "two");
        host.Time.Advance(Age / 2);
        await ActAsync(host, stage, "three");
        Assert.Single(host.Script.Record, "main opens");

        host.Time.Advance(Age * 1.25);
        await host.Script.Noted("main closes: ActivationIdle");
        await host.Script.Noted("prop put away");
        await ActAsync(host, stage, "four");
        Assert.Equal(2, host.Script.Record.Count(mark => mark == "main opens"));
    }

    [Fact]
    public async Task A_grain_on_which_a_request_runs_is_not_idle()
    {
        await using TestHost host = await TestHost.StartAsync(Stage);
        IStageGrain stage = host.Grains.GetGrain<IStageGrain>("main");
        Task act = stage.Act("long");
        await host.Script.Noted("long begins");
        host.Time.Advance(Age * 3);
        host.Script.GiveCue("long");
        await act.Soon();
        Assert.DoesNotContain("main closes: ActivationIdle", host.Script.Record);
    }

    [Fact]
    public async Task A_grain_that_asks_to_end_does_so_after_its_request_and_waiting_calls_go_to_the_next()
    {
        await using TestHost host = await TestHost.StartAsync(Stage);
        IStageGrain stage = host.Grains.GetGrain<IStageGrain>("main");
        Task last = stage.ActAndLeave("last");
        await host.Script.Noted("last begins");
        Task next = stage.Act("next");
        Task interrupt = stage.Interrupt("interrupt");
        host.Script.GiveCue("next");
        host.Script.GiveCue("interrupt");
        host.Script.GiveCue("last");
        await Task.WhenAll(last, next, interrupt).Soon();

        Assert.Equal(
            ["main opens", "last begins", "last ends", "main closes: ApplicationRequested", "prop put away", "main opens", "next begins"],
            host.Script.Record[..7]);
    }

    [Fact]
    public async Task A_call_that_comes_while_the_grain_closes_waits_until_it_has_closed()
    {
        await using TestHost host = await TestHost.StartAsync(Stage);
        IStageGrain stage = host.Grains.GetGrain<IStageGrain>("slow");
        await ActAsync(host, stage, "one");
        Task gone = host.GrainHost.DeactivateAsync(stage);
        await host.Script.Noted("closing begins");
        Task two = ActAsync(host, stage, "two");
        Assert.False(gone.IsCompleted);

        host.Script.GiveCue("closing");
        await Task.WhenAll(gone, two).Soon();
        string[] after = host.Script.Record[Array.IndexOf(host.Script.Record, "closing ends")..];
        Assert.Equal(["closing ends", "prop put away", "slow opens", "two begins", "two ends"], after);
    }

    [Fact]
    public async Task A_reentrant_grain_that_drains_still_takes_the_calls_its_running_requests_wait_for()
    {
        await using TestHost host = await TestHost.StartAsync(ReentrantStage);
        IStageGrain stage = host.Grains.GetGrain<IStageGrain>("main");
        Task tour = stage.Tour("tour", "main");
        await host.Script.Noted("tour begins");
        Task gone = host.GrainHost.DeactivateAsync(stage);
        host.Script.GiveCue("tour");
        host.Script.GiveCue("tour at main");
        await Task.WhenAll(tour, gone).Soon();
        Assert.Single(host.Script.Record, "main opens");
    }

    [Fact]
    public async Task Deactivating_a_grain_that_is_not_active_does_nothing()
    {
        await using TestHost host = await TestHost.StartAsync(Stage);
        await host.GrainHost.DeactivateAsync(host.Grains.GetGrain<IStageGrain>("main")).Soon();
        Assert.Empty(host.Script.Record);
    }

    private static Task ActAsync(TestHost host, IStageGrain stage, string scene)
    {
        host.Script.GiveCue(scene);
        return stage.Act(scene).Soon();
    }
}
