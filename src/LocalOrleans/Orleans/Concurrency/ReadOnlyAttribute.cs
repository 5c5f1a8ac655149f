namespace Orleans.Concurrency;

/// <summary>Requests of this grain interface method change nothing, so they interleave with one another.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
