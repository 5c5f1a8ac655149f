using System.Reflection;
using PbDecisionDay.LocalOrleans.Activations;

namespace PbDecisionDay.LocalOrleans.Calls;

/// <summary>Stands for a grain where it is called: turns each method call into a request.</summary>
internal class GrainReference : DispatchProxy
{
    private LocalGrainHost? _host;
    private IReadOnlyDictionary<MethodInfo, GrainMethod>? _methods;

    /// <summary>The grain it stands for.</summary>
    public GrainId Id { get; private set; }

    /// <summary>Makes a reference that is also the grain interface <typeparamref name="TGrainInterface"/>.</summary>
    public static TGrainInterface Create<TGrainInterface>(
        LocalGrainHost host, GrainId id, IReadOnlyDictionary<MethodInfo, GrainMethod> methods)
    {
        TGrainInterface proxy = Create<TGrainInterface, GrainReference>();
        GrainReference reference = (GrainReference)(object)proxy!;
        (reference._host, reference.Id, reference._methods) = (host, id, methods);
        return proxy;
    }

    public override string ToString() => Id.ToString();

    protected override object Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _methods![targetMethod!].Send(_host!, Id, args ?? []);
}
