using System.Reflection;
using Orleans.Concurrency;
using PbDecisionDay.LocalOrleans.Activations;

namespace PbDecisionDay.LocalOrleans.Calls;

/// <summary>What the host knows of a grain interface's method, looked up once.</summary>
internal sealed class GrainMethod
{
    private readonly Func<GrainMethod, LocalGrainHost, GrainId, object?[], object> _send;

    public GrainMethod(MethodInfo method)
    {
        Type returned = method.ReturnType;
        Type result = returned.IsGenericType ? returned.GenericTypeArguments[0] : typeof(NoResult);
        Name = method.Name;
        Invoker = MethodInvoker.Create(method);
        ReturnsValueTask = returned.IsValueType;
        TokenIndex = Array.FindIndex(method.GetParameters(), parameter => parameter.ParameterType == typeof(CancellationToken));
        Kind = method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? RequestKind.Interleaving
            : method.IsDefined(typeof(ReadOnlyAttribute)) ? RequestKind.ReadOnly
            : RequestKind.Exclusive;
        _send = typeof(GrainCall<>).MakeGenericType(result)
            .GetMethod(nameof(GrainCall<>.Send))!
            .CreateDelegate<Func<GrainMethod, LocalGrainHost, GrainId, object?[], object>>();
    }

    /// <summary>The method's name.</summary>
    public string Name { get; }

    /// <summary>Calls the method on an instance.</summary>
    public MethodInvoker Invoker { get; }

    /// <summary>Whether the promise is a <see cref="ValueTask"/> rather than a <see cref="Task"/>.</summary>
    public bool ReturnsValueTask { get; }

    /// <summary>Which argument is the cancellation token; -1 for none.</summary>
    public int TokenIndex { get; }

    /// <summary>What the method's requests may run beside, where the grain class is not reentrant.</summary>
    public RequestKind Kind { get; }

    /// <summary>Sends a call of this method to a grain.</summary>
    /// <returns>The task or value task that its caller awaits.</returns>
    public object Send(LocalGrainHost host, GrainId target, object?[] arguments) => _send(this, host, target, arguments);
}
