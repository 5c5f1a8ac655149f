using System.Collections.Concurrent;
using Orleans;
using PbDecisionDay.Contracts.Ballots;

namespace PbDecisionDay.Grains.Tests;

/// <summary>The calls that our grains took, and the grains that took them, held so weakly that they may go.</summary>
internal sealed class GrainWatch : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, int> calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WeakReference> grains = new(StringComparer.Ordinal);
    private int changes;

    /// <summary>How many changes of counted ballots were read of boxes.</summary>
    public int ChangesRead => Volatile.Read(ref changes);

    /// <summary>How often a method was called.</summary>
    public int Calls(string method) => calls.GetValueOrDefault(method);

    /// <summary>The names of the grains that took calls and are still in memory.</summary>
    public IEnumerable<string> StillInMemory() => grains.Where(grain => grain.Value.IsAlive).Select(grain => grain.Key).Order(StringComparer.Ordinal);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is Grain grain && grain.GetType().Namespace is { } home && home.StartsWith("PbDecisionDay.", StringComparison.Ordinal))
        {
            calls.AddOrUpdate(context.MethodName, 1, (_, before) => before + 1);
            grains.TryAdd($"{grain.GetType().Name} {grain.GrainContext.ActivationId}", new WeakReference(grain));
        }

        await context.Invoke();
        if (context.Result is CountedPage page) Interlocked.Add(ref changes, page.Changes.Length);
    }
}
