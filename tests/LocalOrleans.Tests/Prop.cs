namespace PbDecisionDay.LocalOrleans.Tests;

/// <summary>A scoped service that notes when it is disposed.</summary>
public sealed class Prop(Script script) : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        script.Note("prop put away");
        return ValueTask.CompletedTask;
    }
}
