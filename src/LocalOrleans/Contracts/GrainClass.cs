using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using PbDecisionDay.LocalOrleans.Activations;

namespace PbDecisionDay.LocalOrleans.Contracts;

/// <summary>A grain class: how to make one, and whether its requests interleave.</summary>
internal sealed class GrainClass(Type type)
{
    [ThreadStatic]
    private static Activation? t_constructing;

    private readonly Lazy<ObjectFactory> _factory = new(() => ActivatorUtilities.CreateFactory(type, []));

    /// <summary>The activation whose grain is being constructed on this thread.</summary>
    public static Activation? Constructing => t_constructing;

    public Type Type { get; } = type;

    public bool IsReentrant { get; } = type.IsDefined(typeof(ReentrantAttribute), inherit: true);

    /// <summary>Makes a grain that knows its activation from its constructor on.</summary>
    public Grain Construct(Activation activation)
    {
        t_constructing = activation;
        try
        {
            return (Grain)_factory.Value(activation.Services, null);
        }
        finally
        {
            t_constructing = null;
        }
    }
}
