namespace PbDecisionDay.LocalOrleans.Tests.Calls;

public sealed class CancellationTests : IAsyncLifetime
{
    private readonly TestHost _host = new([typeof(IStageGrain), typeof(StageGrain)]);
    private readonly CancellationTokenSource _cancellation = new();

    private IStageGrain Stage => _host.Grains.GetGrain<IStageGrain>("main");

    public async ValueTask InitializeAsync() => await _host.StartAsync();

    public ValueTask DisposeAsync()
    {
        _cancellation.Dispose();
        return _host.DisposeAsync();
    }

    [Fact]
    public async Task A_call_that_is_cancelled_already_does_not_even_activate_the_grain()
    {
        await _cancellation.CancelAsync();
        OperationCanceledException error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Stage.Act("never", _cancellation.Token).Soon());
        Assert.Equal(_cancellation.Token, error.CancellationToken);
        Assert.Empty(_host.Script.Record);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_is_answered_at_once_and_never_starts()
    {
        Task first = Stage.Act("first");
        await _host.Script.Noted("first begins");
        Task second = Stage.Act("second", _cancellation.Token);
        Task third = Stage.Act("third");
        await _cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Soon());

        _host.Script.GiveCue("third");
        _host.Script.GiveCue("first");
        await Task.WhenAll(first, third).Soon();
        Assert.DoesNotContain("second begins", _host.Script.Record);
    }

    [Fact]
    public async Task A_call_that_runs_sees_the_token_and_decides_for_itself()
    {
        Task act = Stage.Act("act", _cancellation.Token);
        await _host.Script.Noted("act begins");
        await _cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => act.Soon());
        Assert.True(act.IsCanceled);
        Assert.DoesNotContain("act ends", _host.Script.Record);

        _host.Script.GiveCue("next");
        await Stage.Act("next").Soon();
    }
}
