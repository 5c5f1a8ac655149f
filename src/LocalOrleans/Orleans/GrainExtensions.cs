using Orleans.Runtime;
using PbDecisionDay.LocalOrleans.Calls;

namespace Orleans;

/// <summary>What can be asked of a grain and of a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>The key the grain was asked for by.</summary>
    /// <exception cref="ArgumentException">This is neither a grain of this host nor a reference to one.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain switch
    {
        Grain instance => instance.Activation.Id.Key,
        GrainReference reference => reference.Id.Key,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain of this host nor a reference to one.", nameof(grain)),
    };
}
