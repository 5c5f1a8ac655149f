using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.LocalOrleans.Tests.Contracts;

[Alias("test.array")]
public interface IWithArray : IGrainWithStringKey
{
    Task Call(byte[] bytes);
}

[Alias("test.interface")]
public interface IWithInterface : IGrainWithStringKey
{
    Task<IReadOnlyList<int>> Call();
}

[Alias("test.nested")]
public interface IWithNestedArray : IGrainWithStringKey
{
    Task Call(ImmutableArray<int[]> rows);
}

[Alias("test.withUnmarked")]
public interface IWithUnmarked : IGrainWithStringKey
{
    Task Call(Unmarked value);
}

public sealed record Unmarked(string Name);

[Alias("test.withMutable")]
public interface IWithMutable : IGrainWithStringKey
{
    Task Call(Mutable value);
}

[GenerateSerializer, Alias("test.mutable")]
public sealed class Mutable
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public object? Held { get; init; }
}

[Alias("test.withNumberless")]
public interface IWithNumberless : IGrainWithStringKey
{
    Task<Numberless?> Call();
}

[GenerateSerializer]
public sealed record Numberless(string Name);

[Alias("test.doubles")]
public interface IWithDoubles : IGrainWithStringKey
{
    Task<Doubles> Call();
}

[GenerateSerializer, Alias("test.doubles")]
public sealed record Doubles([property: Id(1)] int First, [property: Id(1)] int Second);

[Alias("test.withOpen")]
public interface IWithOpen : IGrainWithStringKey
{
    Task<Open> Call();
}

[GenerateSerializer, Alias("test.open")]
public record Open;

[Alias("test.withFamily")]
public interface IWithFamily : IGrainWithStringKey
{
    Task<Family> Call();
}

[GenerateSerializer, Alias("test.family")]
public abstract record Family;

public sealed record UnmarkedMember : Family;

public interface INameless : IGrainWithStringKey;

[Alias("test.void")]
public interface IWithVoid : IGrainWithStringKey
{
    void Call();
}

[Alias("test.property")]
public interface IWithProperty : IGrainWithStringKey
{
    Task<int> Number { get; }
}

[Alias("test.generic")]
public interface IWithGeneric : IGrainWithStringKey
{
    Task<T> Call<T>();
}

[Alias("test.keyless")]
public interface IKeyless : IGrain;
