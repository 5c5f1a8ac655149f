using Orleans;

namespace PbDecisionDay.LocalOrleans.Tests.Calls;

public sealed class CallTests : IAsyncLifetime
{
    private readonly TestHost _host = new([typeof(IShapesGrain), typeof(ShapesGrain)]);

    private IShapesGrain Grain => _host.Grains.GetGrain<IShapesGrain>("one");

    public async ValueTask InitializeAsync() => await _host.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_shape_of_method_answers()
    {
        Reply reply = new("thanks", 12.50m);
        await Grain.Nothing().Soon();
        await Grain.NothingByValue();
        Assert.Equal(42, await Grain.Number(41).Soon());
        Assert.Equal("text", await Grain.TextByValue("text"));
        Assert.Null(await Grain.TextByValue(null));
        Assert.Same(reply, await Grain.Echo(reply, CancellationToken.None).Soon());
        Assert.Equal(["nothing", "nothing by value"], _host.Script.Record);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exception_reaches_the_caller_as_it_was_thrown(bool later)
    {
        Assert.Same(ShapesGrain.Failure, await Assert.ThrowsAsync<TimeoutException>(() => Grain.Fail(later).Soon()));
        Assert.Same(ShapesGrain.Failure, await Assert.ThrowsAsync<TimeoutException>(async () => await Grain.FailByValue()));
    }

    [Fact]
    public async Task A_method_that_returns_no_task_is_an_error() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.NoTask().Soon());

    [Fact]
    public async Task Awaits_come_back_to_the_grain_and_only_Task_Run_and_ConfigureAwait_false_leave_it() =>
        Assert.Equal(new Turns(true, true, true, true), await Grain.WhereAmI().Soon());

    [Fact]
    public async Task Turns_of_one_grain_never_overlap()
    {
        int[] overlaps = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Grain.Overlaps()))).Soon();
        Assert.All(overlaps, count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task A_thread_that_completes_what_a_grain_awaits_does_not_run_its_turn()
    {
        await Task.WhenAll(Grain.Resume(), Grain.HoldTurn()).Soon();
        Assert.Equal(["turn ends", "resumed"], _host.Script.Record);
    }

    [Fact]
    public async Task What_flows_with_the_caller_does_not_flow_into_the_grain()
    {
        ShapesGrain.Flowing.Value = "caller's";
        Assert.Null(await Grain.WhatFlowsIn().Soon());
        Assert.Equal("caller's", ShapesGrain.Flowing.Value);
    }

    [Fact]
    public async Task A_caller_that_goes_on_at_once_does_not_hold_the_grain_up()
    {
        Task blocking = Grain.Echo(new Reply("", null), CancellationToken.None).ContinueWith(
            _ => Assert.True(Grain.Nothing().Wait(TimeSpan.FromSeconds(30))),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        await blocking.Soon();
    }

    [Fact]
    public void A_reference_and_its_grain_know_the_key() => Assert.Equal("one", Grain.GetPrimaryKeyString());

    [Fact]
    public void A_grain_is_asked_for_by_a_key_and_a_known_interface()
    {
        Assert.ThrowsAny<ArgumentException>(() => _host.Grains.GetGrain<IShapesGrain>(""));
        Assert.Throws<NotSupportedException>(() => _host.Grains.GetGrain<IShapesGrain>("one", "Prefix"));
        ArgumentException error = Assert.Throws<ArgumentException>(() => _host.Grains.GetGrain<IStageGrain>("one"));
        Assert.Contains("LocalGrainHostOptions", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grain_made_outside_the_host_says_so()
    {
        ShapesGrain stray = new(_host.Script);
        Assert.Throws<InvalidOperationException>(() => stray.GetPrimaryKeyString());
    }
}
