using System.Collections.Frozen;
using System.Reflection;
using PbDecisionDay.LocalOrleans.Calls;

namespace PbDecisionDay.LocalOrleans.Contracts;

/// <summary>A grain interface: the one class behind it and its methods.</summary>
internal sealed class GrainInterface(Type type, GrainClass grainClass)
{
    public GrainClass Class { get; } = grainClass;

    public FrozenDictionary<MethodInfo, GrainMethod> Methods { get; } =
        MethodsOf(type).ToFrozenDictionary(method => method, method => new GrainMethod(method));

    /// <summary>The methods of a grain interface and of those it extends.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type type) =>
        type.GetInterfaces().Append(type).SelectMany(part => part.GetMethods(BindingFlags.Instance | BindingFlags.Public));
}
