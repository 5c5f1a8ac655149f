namespace Orleans.Concurrency;

/// <summary>The requests of this grain class interleave: still one turn at a time, but a request may start while others await.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
