using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.LocalOrleans.Tests.Contracts;

public sealed class ContractTests
{
    [Theory]
    [InlineData(typeof(IWithArray), "IWithArray.Call (bytes): System.Byte[] may not cross a grain's boundary")]
    [InlineData(typeof(IWithInterface), "IWithInterface.Call (result): System.Collections.Generic.IReadOnlyList`1[System.Int32] may not cross")]
    [InlineData(typeof(IWithNestedArray), "IWithNestedArray.Call (rows): System.Int32[] may not cross")]
    [InlineData(typeof(IWithUnmarked), "IWithUnmarked.Call (value): PbDecisionDay.LocalOrleans.Tests.Contracts.Unmarked may not cross")]
    [InlineData(typeof(IWithMutable), "Mutable.Name can be changed")]
    [InlineData(typeof(IWithMutable), "Mutable.Held: System.Object may not cross")]
    [InlineData(typeof(IWithNumberless), "Numberless.Name lacks [Id]")]
    [InlineData(typeof(IWithNumberless), "Numberless lacks [Alias]")]
    [InlineData(typeof(IWithDoubles), "Doubles.Second has the same [Id] as PbDecisionDay.LocalOrleans.Tests.Contracts.Doubles.First")]
    [InlineData(typeof(IWithDoubles), "Doubles has the same [Alias] as PbDecisionDay.LocalOrleans.Tests.Contracts.IWithDoubles")]
    [InlineData(typeof(IWithOpen), "Open must be sealed, or abstract")]
    [InlineData(typeof(IWithFamily), "UnmarkedMember may not cross")]
    [InlineData(typeof(INameless), "INameless lacks [Alias]")]
    [InlineData(typeof(IWithVoid), "IWithVoid.Call must return Task, Task<T>, ValueTask or ValueTask<T>")]
    [InlineData(typeof(IWithProperty), "must be an ordinary method")]
    [InlineData(typeof(IWithGeneric), "must be an ordinary method")]
    [InlineData(typeof(IKeyless), "IKeyless must extend IGrainWithStringKey")]
    [InlineData(typeof(IGood), "IGood has no grain class")]
    public async Task An_unfit_contract_stops_the_start_and_says_why(Type contract, string problem)
    {
        await using TestHost host = new([contract]);
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(host.StartAsync);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_error_lists_everything_that_is_unfit()
    {
        await using TestHost host = new([typeof(IWithArray), typeof(IGood), typeof(Good), typeof(AlsoGood), typeof(Numberless)]);
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(host.StartAsync);
        Assert.Contains("5 to put right", error.Message, StringComparison.Ordinal);
        Assert.Contains("has more than one grain class: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fit_contract_starts()
    {
        await using TestHost host = await TestHost.StartAsync([typeof(IGood), typeof(Good), typeof(OutOfPaperException)]);
        Full full = new(
            1,
            "two",
            Colour.Green,
            DateTimeOffset.UnixEpoch,
            TimeSpan.FromSeconds(1),
            null,
            [1, 2],
            ImmutableDictionary<string, long>.Empty,
            [new Circle(2)]);
        Page<Full> page = await host.Grains.GetGrain<IGood>("one").Call(full, CancellationToken.None).AsTask().Soon();
        Assert.Same(full, Assert.Single(page.Items));
    }

    [Fact]
    public void An_assembly_adds_its_grains_interfaces_and_contracts()
    {
        LocalGrainHostOptions options = new();
        options.AddAssembly(typeof(ContractTests).Assembly);
        Assert.Superset(new HashSet<Type> { typeof(IGood), typeof(Good), typeof(Full), typeof(Numberless) }, options.Types.ToHashSet());
        Assert.DoesNotContain(typeof(ContractTests), options.Types);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(60, 1.5)]
    public async Task Options_out_of_range_stop_the_start(int collectionAge, double forced)
    {
        await using TestHost host = new(
            [], options => (options.CollectionAge, options.ForcedDeactivation) = (TimeSpan.FromSeconds(collectionAge), forced));
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(host.StartAsync);
    }
}
