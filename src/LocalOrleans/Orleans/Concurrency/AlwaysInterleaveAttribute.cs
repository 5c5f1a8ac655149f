namespace Orleans.Concurrency;

/// <summary>Requests of this grain interface method start whatever else the grain awaits.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
