using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>Pairing stations by a one-use code, and revoking them.</summary>
public sealed class StationTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_day_that_is_not_there_has_no_station_to_revoke() => Assert.Equal(
        DayRefusal.NoSuchDay,
        (await new TownDay(shared.Begin()).Grain.RevokeStationAsync("door-1", TownDay.Anna, default)).Refusal);

    [Fact]
    public async Task A_code_pairs_one_station_once_and_the_log_says_so()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        var offer = (await OfferAsync(day))!;
        Assert.Equal(silo.Time.GetUtcNow() + TimeSpan.FromMinutes(15), offer.ValidUntil);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{16}$", offer.Code);

        var station = await day.Grain.PairAsync(offer.Code.ToLowerInvariant().Insert(4, "-").Insert(9, " "), default);

        Assert.NotNull(station);
        Assert.Equal((StationRole.Door, "Main door", "hall", false), (station.Role, station.Name, station.Venue, station.Revoked));
        Assert.Null(await day.Grain.PairAsync(offer.Code, default));
        Assert.Equal([station], (await day.ViewAsync()).Stations);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        var entry = Assert.Single((await PublicLog.ReadAsync(day.Box)).OfType<StationEntry>());
        Assert.Equal(StationChange.Paired, entry.Change);
        var written = await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}");
        Assert.DoesNotContain(written, happened => happened.Body.Contains(offer.Code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_lapses_after_a_quarter_of_an_hour_and_with_the_close()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        var early = (await OfferAsync(day))!;
        silo.Time.Advance(TimeSpan.FromMinutes(14.99));
        var late = (await OfferAsync(day))!;
        silo.Time.Advance(TimeSpan.FromMinutes(0.01));

        Assert.Null(await day.Grain.PairAsync(early.Code, default));
        Assert.Null(await day.Grain.PairAsync("0000000000000000", default));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Null(await day.Grain.PairAsync(late.Code, default));
        Assert.Null(await OfferAsync(day));
        var screen = (await OfferAsync(day, StationRole.Screen))!;
        Assert.NotNull(await day.Grain.PairAsync(screen.Code, default));
    }

    [Theory]
    [InlineData("", "hall")]
    [InlineData("  ", "hall")]
    [InlineData("Main door", "library")]
    [InlineData("A name that is longer than the forty-one it may be", "hall")]
    public async Task A_station_has_a_name_and_stands_in_one_of_the_days_venues(string name, string venue)
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).DraftAsync();
        Assert.Null(await day.Grain.OfferPairingAsync(new OfferPairing(StationRole.Kiosk, name, venue, TownDay.Anna), default));
    }

    [Fact]
    public async Task A_day_that_counts_pairs_no_station_before_it_is_published()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo, rehearsal: false).DraftAsync();
        foreach (var role in Enum.GetValues<StationRole>())
            Assert.Null(await day.Grain.OfferPairingAsync(new OfferPairing(role, "Main door", "hall", TownDay.Anna), default));
        await silo.ConfirmAsync(TownDay.Anna, TownDay.Bela);
        TownDay.Done(await day.StepAsync(DayPhase.Published));
        Assert.NotNull(await day.Grain.OfferPairingAsync(new OfferPairing(StationRole.Door, "Main door", "hall", TownDay.Anna), default));
    }

    [Fact]
    public async Task A_revoked_station_is_revoked_for_good()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        var station = (await day.Grain.PairAsync((await OfferAsync(day))!.Code, default))!;

        TownDay.Done(await day.Grain.RevokeStationAsync(station.Station, TownDay.Bela, default));
        TownDay.Done(await day.Grain.RevokeStationAsync(station.Station, TownDay.Bela, default));
        Assert.Equal(DayRefusal.Unknown, (await day.Grain.RevokeStationAsync("0000000000000000", TownDay.Bela, default)).Refusal);

        Assert.True(Assert.Single((await day.ViewAsync()).Stations).Revoked);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Equal([StationChange.Paired, StationChange.Revoked], (await PublicLog.ReadAsync(day.Box)).OfType<StationEntry>().Select(entry => entry.Change));
    }

    [Fact]
    public async Task A_doors_name_is_its_own_while_it_stands_since_by_it_is_told_what_each_door_keeps_and_marks()
    {
        var day = await new TownDay(shared.Begin()).OpenAsync();
        var (first, second) = ((await OfferAsync(day))!, (await OfferAsync(day))!);
        var station = (await day.Grain.PairAsync(first.Code, default))!;
        Assert.Null(await day.Grain.PairAsync(second.Code, default));
        Assert.Null(await OfferAsync(day));
        Assert.NotNull(await OfferAsync(day, StationRole.Kiosk));

        TownDay.Done(await day.Grain.RevokeStationAsync(station.Station, TownDay.Anna, default));
        Assert.NotNull(await day.Grain.PairAsync((await OfferAsync(day))!.Code, default));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task When_the_answer_to_a_pairing_is_lost_the_same_code_pairs_the_same_station(int writes, bool written)
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its disk is held.
        var day = await new TownDay(silo).OpenAsync();
        var offer = (await OfferAsync(day))!;
        silo.Journal.LetPass(writes);
        if (written) silo.Journal.LoseNextAnswer();
        else silo.Journal.FailNext();
        await Assert.ThrowsAsync<JournalUnavailableException>(() => day.Grain.PairAsync(offer.Code, default));

        Assert.NotNull(await day.Grain.PairAsync(offer.Code, default));
        Assert.Single((await day.ViewAsync()).Stations);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Single((await PublicLog.ReadAsync(day.Box)).OfType<StationEntry>());
    }

    [Fact]
    public async Task When_a_revocation_does_not_reach_the_log_the_station_is_revoked_all_the_same_and_asking_again_writes_it()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its disk is held.
        var day = await new TownDay(silo).OpenAsync();
        var station = (await day.Grain.PairAsync((await OfferAsync(day))!.Code, default))!;
        silo.Journal.LetPass(1);
        silo.Journal.FailNext();

        Assert.Equal(DayRefusal.Unavailable, (await day.Grain.RevokeStationAsync(station.Station, TownDay.Bela, default)).Refusal);
        Assert.True(Assert.Single((await day.ViewAsync()).Stations).Revoked);
        TownDay.Done(await day.Grain.RevokeStationAsync(station.Station, TownDay.Bela, default));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Equal(2, (await PublicLog.ReadAsync(day.Box)).OfType<StationEntry>().Count());
    }

    private static Task<PairingOffer?> OfferAsync(TownDay day, StationRole role = StationRole.Door) =>
        day.Grain.OfferPairingAsync(new OfferPairing(role, " Main door ", "hall", TownDay.Anna), default);
}
