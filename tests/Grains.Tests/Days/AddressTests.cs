using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>A phone that brings a code back from the address of the cards.</summary>
public sealed class AddressTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_phone_that_brings_the_code_is_known_for_good_and_the_code_is_not()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync();
        Assert.Null((await day.ViewAsync()).Reached);
        Assert.False(await day.Grain.ReachAddressAsync("0000000000000000", secure: true, default));
        var trial = await day.Grain.TryAddressAsync(default);

        Assert.False(await day.Grain.ReachAddressAsync("0000000000000000", secure: true, default));
        Assert.True(await day.Grain.ReachAddressAsync(trial.Code.ToLowerInvariant().Insert(4, " "), secure: false, default));

        var reached = (await day.ViewAsync()).Reached;
        Assert.Equal(new AddressReach(Secure: false, silo.Time.GetUtcNow()), reached);
        silo.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await day.Grain.ReachAddressAsync(trial.Code, secure: true, default));
        Assert.Equal(reached, (await day.ViewAsync()).Reached);
        Assert.DoesNotContain(
            await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), happened => happened.Body.Contains(trial.Code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_code_alone_works_for_a_quarter_of_an_hour()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync();
        var (early, late) = (await day.Grain.TryAddressAsync(default), await day.Grain.TryAddressAsync(default));
        Assert.Equal(silo.Time.GetUtcNow() + TimeSpan.FromMinutes(15), late.ValidUntil);
        Assert.False(await day.Grain.ReachAddressAsync(early.Code, secure: true, default));
        silo.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.False(await day.Grain.ReachAddressAsync(late.Code, secure: true, default));
        Assert.Null((await day.ViewAsync()).Reached);
    }

    [Fact]
    public async Task A_day_that_is_not_there_takes_no_code()
    {
        var grain = new TownDay(shared.Begin()).Grain;
        Assert.False(await grain.ReachAddressAsync((await grain.TryAddressAsync(default)).Code, secure: true, default));
    }
}
