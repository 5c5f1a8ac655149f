namespace PbDecisionDay.LocalOrleans.Tests;

public sealed class ExclusionTests
{
    private static readonly Type[] Stage = [typeof(IStageGrain), typeof(StageGrain)];
    private static readonly Type[] ReentrantStage = [typeof(IStageGrain), typeof(ReentrantStageGrain)];

    [Fact]
    public async Task A_request_runs_whole_before_the_next_starts_and_in_the_order_of_arrival()
    {
        await using TestHost host = await TestHost.StartAsync(Stage);
        IStageGrain stage = host.Grains.GetGrain<IStageGrain>("main");
        Task first = stage.Act("first");
        await host.Script.Noted("first begins");
        Task second = stage.Act("second");
        Task third = stage.Act("third");
        host.Script.GiveCue("third");
        host.Script.GiveCue("second");
        await ProbeAsync(host, stage);
        host.Script.GiveCue("first");
        await Task.WhenAll(first, second, third).Soon();

        Assert.Equal(
            ["first begins", "probe begins", "probe ends", "first ends", "second begins", "second ends", "third begins", "third ends"],
            host.Script.Record[1..]);
    }

    [Fact]
    public async Task Reading_requests_run_together_and_writing_ones_wait_for_the_last_of_them()
    {
        await using TestHost host = await TestHost.StartAsync(Stage);
        IStageGrain stage = host.Grains.GetGrain<IStageGrain>("main");
        Task first = stage.Look("first");
        Task second = stage.Look("second");
        await host.Script.Noted("first begins");
        await host.Script.Noted("second begins");
        Task act = stage.Act("act");
        host.Script.GiveCue("act");
        host.Script.GiveCue("first");
        await first.Soon();
        await ProbeAsync(host, stage);
        Assert.DoesNotContain("act begins", host.Script.Record);

        host.Script.GiveCue("second");
        await Task.WhenAll(second, act).Soon();
        Assert.Equal(["second ends", "act begins", "act ends"], host.Script.Record[^3..]);
    }

    [Fact]
    public async Task A_reading_request_waits_for_a_writing_one()
    {
        await using TestHost host = await TestHost.StartAsync(Stage);
        IStageGrain stage = host.Grains.GetGrain<IStageGrain>("main");
        Task act = stage.Act("act");
        await host.Script.Noted("act begins");
        Task look = stage.Look("look");
        host.Script.GiveCue("look");
        await ProbeAsync(host, stage);
        Assert.DoesNotContain("look begins", host.Script.Record);

        host.Script.GiveCue("act");
        await Task.WhenAll(act, look).Soon();
    }

    [Fact]
    public async Task An_interleaving_request_starts_at_once_and_holds_nobody_up()
    {
        await using TestHost host = await TestHost.StartAsync(Stage);
        IStageGrain stage = host.Grains.GetGrain<IStageGrain>("main");
        Task first = stage.Act("first");
        Task interruption = stage.Interrupt("interruption");
        await host.Script.Noted("interruption begins");
        host.Script.GiveCue("first");
        await first.Soon();
        host.Script.GiveCue("second");
        await stage.Act("second").Soon();

        host.Script.GiveCue("interruption");
        await interruption.Soon();
    }

    [Fact]
    public async Task Requests_of_a_reentrant_grain_interleave()
    {
        await using TestHost host = await TestHost.StartAsync(ReentrantStage);
        IStageGrain stage = host.Grains.GetGrain<IStageGrain>("main");
        Task first = stage.Act("first");
        Task second = stage.Act("second");
        await host.Script.Noted("first begins");
        await host.Script.Noted("second begins");
        host.Script.GiveCue("second");
        await second.Soon();
        host.Script.GiveCue("first");
        await first.Soon();
    }

    [Fact]
    public async Task Grains_do_not_wait_for_one_another()
    {
        await using TestHost host = await TestHost.StartAsync(Stage);
        Task first = host.Grains.GetGrain<IStageGrain>("one").Act("first");
        await host.Script.Noted("first begins");
        host.Script.GiveCue("second");
        await host.Grains.GetGrain<IStageGrain>("two").Act("second").Soon();
        Assert.False(first.IsCompleted);

        host.Script.GiveCue("first");
        await first.Soon();
    }

    /// <summary>An interleaving call: once it is answered, whatever could have started before it has.</summary>
    private static Task ProbeAsync(TestHost host, IStageGrain stage)
    {
        host.Script.GiveCue("probe");
        return stage.Interrupt("probe").Soon();
    }
}
