namespace PbDecisionDay.LocalOrleans.Tests;

public sealed class CallChainTests
{
    private static readonly Type[] Relay = [typeof(IRelayGrain), typeof(RelayGrain)];
    private static readonly Type[] ReentrantRelay = [typeof(IRelayGrain), typeof(ReentrantRelayGrain)];

    [Fact]
    public async Task A_call_passes_from_grain_to_grain()
    {
        await using TestHost host = await TestHost.StartAsync(Relay);
        Assert.Equal("a b c", await host.Grains.GetGrain<IRelayGrain>("a").Pass(["b", "c"]).Soon());
    }

    [Fact]
    public async Task A_cycle_is_refused_at_once_and_the_error_names_the_chain()
    {
        await using TestHost host = await TestHost.StartAsync(Relay);
        Task<string> call = host.Grains.GetGrain<IRelayGrain>("a").Pass(["b", "c", "a"]);
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => call.Soon());
        Assert.StartsWith(
            "Call cycle: RelayGrain(a).Pass → RelayGrain(b).Pass → RelayGrain(c).Pass → RelayGrain(a).Pass.", error.Message, StringComparison.Ordinal);
        Assert.Equal("a b", await host.Grains.GetGrain<IRelayGrain>("a").Pass(["b"]).Soon());
    }

    [Fact]
    public async Task A_grain_that_calls_itself_is_a_cycle()
    {
        await using TestHost host = await TestHost.StartAsync(Relay);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grains.GetGrain<IRelayGrain>("a").Pass(["a"]).Soon());
    }

    [Fact]
    public async Task A_cycle_through_an_activation_is_refused()
    {
        await using TestHost host = await TestHost.StartAsync(Relay);
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => host.Grains.GetGrain<IRelayGrain>("a>b").Pass([]).Soon());
        Assert.StartsWith(
            "Call cycle: RelayGrain(a>b).OnActivateAsync → RelayGrain(b).Pass → RelayGrain(a>b).Pass.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_may_come_back_where_the_method_interleaves()
    {
        await using TestHost host = await TestHost.StartAsync(Relay);
        Assert.Equal("a b a", await host.Grains.GetGrain<IRelayGrain>("a").Pass(["b", "!a"]).Soon());
    }

    [Fact]
    public async Task A_chain_that_began_with_an_interleaving_request_may_come_back_and_wait_for_a_stranger()
    {
        await using TestHost host = await TestHost.StartAsync(Relay);
        IRelayGrain grain = host.Grains.GetGrain<IRelayGrain>("a");
        Task stranger = grain.CallBack("c", "stranger");
        await host.Script.Noted("stranger begins");
        Task<string> chain = grain.PassAnyway(["b", "a"]);
        Assert.Equal("a b", await grain.PassAnyway(["!b"]).Soon());
        Assert.False(chain.IsCompleted);
        host.Script.GiveCue("stranger");
        Assert.Equal("a b a", await chain.Soon());
        await stranger.Soon();
    }

    [Fact]
    public async Task A_chain_may_come_back_to_a_reentrant_grain()
    {
        await using TestHost host = await TestHost.StartAsync(ReentrantRelay);
        Assert.Equal("a b a a", await host.Grains.GetGrain<IRelayGrain>("a").Pass(["b", "a", "a"]).Soon());
    }

    [Fact]
    public async Task A_call_back_after_the_first_has_finished_is_no_cycle()
    {
        await using TestHost host = await TestHost.StartAsync(Relay);
        await host.Grains.GetGrain<IRelayGrain>("a").Throw("b").Soon();
        host.Script.GiveCue("callback");
        await host.Script.Noted("a");
    }
}
