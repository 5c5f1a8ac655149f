using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Orleans;

namespace PbDecisionDay.LocalOrleans;

/// <summary>What the one-process grain host hosts, and how long.</summary>
public sealed class LocalGrainHostOptions
{
    /// <summary>Grain classes, grain interfaces and contract types, each checked when the host starts.</summary>
    public ISet<Type> Types { get; } = new HashSet<Type>();

    /// <summary>
    /// How long an activation may stand unused before it is deactivated; looked at four times in that span.
    /// From one second to 24 days. The default is 15 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "24.00:00:00")]
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// For tests: the probability, from 0 to 1, that a call deactivates the grain it runs on once the running requests have finished.
    /// The default is 0.
    /// </summary>
    [Range(0.0, 1.0)]
    public double ForcedDeactivation { get; set; }

    /// <summary>For tests: the seed that <see cref="ForcedDeactivation"/> is drawn from. The default is 0.</summary>
    public int ForcedDeactivationSeed { get; set; }

    /// <summary>Adds every grain class, grain interface and contract type of an assembly.</summary>
    public void AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        Types.UnionWith(assembly.GetTypes().Where(type =>
            type.IsAssignableTo(typeof(IGrain))
            || type.IsAssignableTo(typeof(Grain))
            || type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)));
    }
}
