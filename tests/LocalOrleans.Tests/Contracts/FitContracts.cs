using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.LocalOrleans.Tests.Contracts;

[Alias("test.good")]
public interface IGood : IGrainWithStringKey
{
    ValueTask<Page<Full>> Call(Full full, CancellationToken cancellationToken);
}

[GenerateSerializer, Alias("test.page`1")]
public readonly record struct Page<T>([property: Id(0)] ImmutableArray<T> Items);

[GenerateSerializer, Alias("test.full"), Immutable]
public sealed record Full(
    [property: Id(0)] int Number,
    [property: Id(1)] string Text,
    [property: Id(2)] Colour Colour,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] TimeSpan For,
    [property: Id(5)] Guid? Which,
    [property: Id(6)] ImmutableArray<byte> Bytes,
    [property: Id(7)] ImmutableDictionary<string, long> Amounts,
    [property: Id(8)] ImmutableList<Shape> Shapes)
{
    /// <summary>Derived, so it needs no number.</summary>
    public int Length => Text.Length;
}

public enum Colour
{
    Red,
    Green,
}

[GenerateSerializer, Alias("test.shape")]
public abstract record Shape;

[GenerateSerializer, Alias("test.circle")]
public sealed record Circle([property: Id(0)] int Radius) : Shape;

/// <summary>Marked, so that it crosses a cluster; its message is the base class's.</summary>
[GenerateSerializer, Alias("test.out-of-paper")]
public sealed class OutOfPaperException(string message) : Exception(message);

internal sealed class Good : Grain, IGood
{
    public ValueTask<Page<Full>> Call(Full full, CancellationToken cancellationToken) => new(new Page<Full>([full]));
}

internal sealed class AlsoGood : Grain, IGood
{
    public ValueTask<Page<Full>> Call(Full full, CancellationToken cancellationToken) => default;
}
