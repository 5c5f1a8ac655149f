using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.LocalOrleans.Contracts;

/// <summary>A grain class: how to make one, and whether its requests interleave.</summary>
internal sealed class GrainClass(Type type)
{
    private readonly Lazy<ObjectFactory> _factory = new(() => ActivatorUtilities.CreateFactory(type, []));

    public Type Type { get; } = type;

    public bool IsReentrant { get; } = type.IsDefined(typeof(ReentrantAttribute), inherit: true);

    public Grain Construct(IServiceProvider services) => (Grain)_factory.Value(services, null);
}
