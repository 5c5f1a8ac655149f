using System.Collections.Concurrent;
using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.LocalOrleans.Tests;

/// <summary>Many callers on few grains, each of which is deactivated about every third call.</summary>
public sealed class ForcedDeactivationTests
{
    private const int Callers = 32;
    private const int CallsEach = 200;

    [Alias("test.count")]
    public interface ICountGrain : IGrainWithStringKey
    {
        /// <summary>Counts one and answers with the count, which the grain holds in memory and writes to its store.</summary>
        Task<int> Count();
    }

    [Theory]
    [InlineData(typeof(CountGrain))]
    [InlineData(typeof(ReentrantCountGrain))]
    public async Task No_call_is_lost_or_made_twice_and_no_grain_lives_twice_at_once(Type grainClass)
    {
        Store store = new();
        await using TestHost host = await TestHost.StartAsync(
            [typeof(ICountGrain), grainClass], options => (options.ForcedDeactivation, options.ForcedDeactivationSeed) = (0.3, 7), store);
        string[] keys = ["a", "b", "c"];
        int[][] answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            int[] mine = new int[CallsEach];
            for (int call = 0; call < CallsEach; call++)
                mine[call] = await host.Grains.GetGrain<ICountGrain>(keys[caller % keys.Length]).Count();
            return mine;
        }))).Soon();

        foreach ((string key, int index) in keys.Select((key, index) => (key, index)))
        {
            int[] counted = [.. answers.Where((_, caller) => caller % keys.Length == index).SelectMany(mine => mine).Order()];
            Assert.Equal(Enumerable.Range(1, counted.Length), counted);
            Assert.Equal(counted.Length, store.Counts[key]);
        }

        Assert.Equal(0, store.Doubles);
        Assert.InRange(store.Activations, 50, Callers * CallsEach);
    }

    /// <summary>What outlives an activation.</summary>
    private sealed class Store
    {
        public ConcurrentDictionary<string, int> Counts { get; } = new();

        public ConcurrentDictionary<string, object> Living { get; } = new();

        public int Activations;

        public int Doubles;
    }

    private class CountGrain(Store store) : Grain, ICountGrain
    {
        private int _count;

        public virtual async Task<int> Count()
        {
            int count = _count + 1;
            await Task.Yield();
            store.Counts[this.GetPrimaryKeyString()] = count;
            return _count = count;
        }

        public override async Task OnActivateAsync(CancellationToken cancellationToken)
        {
            if (!store.Living.TryAdd(this.GetPrimaryKeyString(), this))
                Interlocked.Increment(ref store.Doubles);
            Interlocked.Increment(ref store.Activations);
            await Task.Yield();
            _count = store.Counts.GetValueOrDefault(this.GetPrimaryKeyString());
        }

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            await Task.Yield();
            store.Living.TryRemove(this.GetPrimaryKeyString(), out _);
        }
    }

    /// <summary>Counts within one turn and answers in another.</summary>
    [Reentrant]
    private sealed class ReentrantCountGrain(Store store) : CountGrain(store)
    {
        private readonly Store _store = store;

        public override async Task<int> Count()
        {
            int count = _store.Counts.AddOrUpdate(this.GetPrimaryKeyString(), 1, (_, old) => old + 1);
            await Task.Yield();
            return count;
        }
    }
}
