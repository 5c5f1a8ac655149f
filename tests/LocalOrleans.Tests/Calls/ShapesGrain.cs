using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.LocalOrleans.Tests.Calls;

[Reentrant]
internal sealed class ShapesGrain(Script script) : Grain, IShapesGrain
{
    public static readonly AsyncLocal<string?> Flowing = new();

    public static readonly Exception Failure = new TimeoutException("as thrown");

    private readonly TaskCompletionSource _resumed = new();
    private int _inside;
    private int _overlaps;

    public Task Nothing()
    {
        script.Note("nothing");
        return Task.CompletedTask;
    }

    public Task<int> Number(int number) => Task.FromResult(number + 1);

    public async ValueTask NothingByValue()
    {
        await Task.Yield();
        script.Note("nothing by value");
    }

    public ValueTask<string?> TextByValue(string? text) => new(text);

    public async Task<Reply> Echo(Reply reply, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return reply;
    }

    public async Task Fail(bool later)
    {
        if (later)
            await Task.Yield();
        throw Failure;
    }

    public ValueTask<int> FailByValue() => throw Failure;

    public Task NoTask() => null!;

    public async Task<Turns> WhereAmI()
    {
        TaskScheduler grain = TaskScheduler.Current;
        await Task.Delay(1);
        bool afterAwait = TaskScheduler.Current == grain && grain != TaskScheduler.Default;
        bool inTaskRun = await Task.Run(() => TaskScheduler.Current != grain);
        bool afterTaskRun = TaskScheduler.Current == grain;
        await Task.Delay(1).ConfigureAwait(false);
        return new Turns(afterAwait, afterTaskRun, inTaskRun, TaskScheduler.Current != grain);
    }

    public Task<string?> WhatFlowsIn() => Task.FromResult(Flowing.Value);

    public async Task Resume()
    {
        await _resumed.Task;
        script.Note("resumed");
    }

    public Task HoldTurn()
    {
        Task.Run(_resumed.SetResult).Wait();
        script.Note("turn ends");
        return Task.CompletedTask;
    }

    public async Task<int> Overlaps()
    {
        for (int turn = 0; turn < 20; turn++)
        {
            if (Interlocked.Increment(ref _inside) != 1)
                _overlaps++;
            Thread.SpinWait(20);
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }

        return _overlaps;
    }
}
