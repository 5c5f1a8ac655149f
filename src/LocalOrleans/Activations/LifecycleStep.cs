namespace PbDecisionDay.LocalOrleans.Activations;

/// <summary>The first or the last piece of work of an activation. Nothing else runs beside it.</summary>
internal sealed class LifecycleStep(string name, Request? caller, Func<Task> work, Action<Task> finish)
    : Request(RequestKind.Exclusive, caller)
{
    public override void Fail(Exception reason) => throw new NotSupportedException("A step of the life cycle never waits.");

    public override string ToString() => $"{Activation!.Id}.{name}";

    protected override Task? ExecuteAsync() => work();

    protected override void Finish(Task work) => finish(work);
}
