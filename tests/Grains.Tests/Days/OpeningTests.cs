using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Days;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>What stops a day at publishing and at opening: an address that leads nobody there, cards of no use, another date than its own.</summary>
public sealed class OpeningTests
{
    private const string Own = "2026-05-30";
    private static readonly DateTimeOffset Noon = new(2026, 5, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("http://localhost:5301")]
    [InlineData("https://LOCALHOST")]
    [InlineData("http://localhost.:5301")]
    [InlineData("http://pb.localhost")]
    [InlineData("http://127.0.0.1:5301")]
    [InlineData("http://127.9.9.9")]
    [InlineData("http://0.0.0.0:5301")]
    [InlineData("http://169.254.0.1")]
    [InlineData("https://169.254.255.254:8443")]
    [InlineData("http://vm")]
    [InlineData("http://VM.:5301")]
    [InlineData("https://notlocalhost")]
    [InlineData("http://hall.local")]
    [InlineData("https://pb.hall.LOCAL.:8443")]
    public void A_day_that_counts_is_not_published_under_an_address_that_phones_do_not_find(string address)
    {
        Assert.True(DaySite.TryRead(address, out var site, out _));
        var refused = LifeCycle.Answer(Draft(site, rehearsal: false), Step(DayPhase.Published))?.Outcome;
        Assert.Equal(DayRefusal.OwnAddress, refused?.Refusal);
        Assert.Contains("Site:Address", refused!.Detail, StringComparison.Ordinal);
        Assert.Contains(site, refused.Detail, StringComparison.Ordinal);
        Assert.Null(LifeCycle.Answer(Draft(site, rehearsal: true), Step(DayPhase.Published)));
    }

    [Theory]
    [InlineData("http://[fe80::1]", true)]
    [InlineData("http://[febf::1]:8080", true)]
    [InlineData("http://[::1]", true)]
    [InlineData("http://[::]", true)]
    [InlineData("http://[::ffff:169.254.1.2]", true)]
    [InlineData("http://[fec0::1]", false)]
    [InlineData("http://[fd00::1]", false)]
    [InlineData("http://[2001:db8::1]", false)]
    public void Addresses_of_the_newer_kind_are_told_apart_too(string site, bool outOfReach) =>
        Assert.Equal(outOfReach, DaySite.IsOutOfReach(site));

    [Theory]
    [InlineData("https://pb.south.example")]
    [InlineData("http://192.168.1.20:5301")]
    [InlineData("http://10.0.0.7")]
    [InlineData("http://172.16.0.1")]
    [InlineData("http://172.31.255.254:8080")]
    [InlineData("http://169.253.255.255")]
    [InlineData("http://169.255.0.0")]
    [InlineData("https://localhost.example")]
    [InlineData("https://local.example")]
    [InlineData("https://notlocal.hall")]
    [InlineData("https://pb.thelocal")]
    public void Any_other_address_may_stand_on_a_card(string address) =>
        Assert.Null(LifeCycle.Answer(Draft(address, rehearsal: false), Step(DayPhase.Published)));

    [Fact]
    public void Two_sign_the_rules_of_a_day_that_counts_and_one_publishes_a_rehearsal()
    {
        var alone = Step(DayPhase.Published) with { SecondBy = "" };
        Assert.Equal(DayRefusal.NeedsSecondPerson, LifeCycle.Answer(Draft("https://pb.south.example", rehearsal: false), alone)?.Outcome.Refusal);
        Assert.Equal(
            DayRefusal.NeedsSecondPerson, LifeCycle.Answer(Draft("https://pb.south.example", rehearsal: false), alone with { SecondBy = TownDay.Anna })?.Outcome.Refusal);
        Assert.Null(LifeCycle.Answer(Draft("https://pb.south.example", rehearsal: true), alone));
    }

    [Theory]
    [InlineData(CheckInMode.Register, false, new[] { 49L, 49L }, false)]
    [InlineData(CheckInMode.Register, false, new[] { 49L, 50L }, true)]
    [InlineData(CheckInMode.Register, true, new[] { 1L }, true)]
    [InlineData(CheckInMode.CardsOnly, false, new[] { 1L }, true)]
    [InlineData(CheckInMode.CardsOnly, true, new long[0], false)]
    public void A_day_opens_with_cards_that_can_be_used(CheckInMode checkIn, bool rehearsal, long[] batches, bool opens)
    {
        var refused = OpeningDecision.Refusal(Published(rehearsal, checkIn), [.. batches.Select(Batch)], Step(DayPhase.Open), Noon);
        Assert.Equal(opens ? null : DayRefusal.NeedsCards, refused?.Refusal);
    }

    [Theory]
    [InlineData("2026-05-30T00:00:00+01:00", "", true)]
    [InlineData("2026-05-30T23:59:59+01:00", "", true)]
    [InlineData("2026-05-29T23:30:00+00:00", "", true)] // Half past midnight in London.
    [InlineData("2026-05-29T22:30:00+00:00", "", false)]
    [InlineData("2026-05-29T22:30:00+00:00", "2026-05-29", true)]
    [InlineData("2026-05-29T22:30:00+00:00", "2026-05-30", false)] // Naming the day's own date says nothing of today.
    [InlineData("2026-05-30T23:30:00+00:00", "", false)]
    [InlineData("2027-05-30T12:00:00+00:00", "yes", false)]
    public void A_day_that_counts_opens_on_its_own_date_or_when_today_is_named(string now, string onDate, bool opens)
    {
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        var step = Step(DayPhase.Open) with { OnDate = onDate };
        var refused = OpeningDecision.Refusal(Published(rehearsal: false, CheckInMode.CardsOnly), [Batch(3)], step, at);
        Assert.Equal(opens ? null : DayRefusal.OtherDate, refused?.Refusal);
        if (!opens) Assert.Contains(Own, refused!.Detail, StringComparison.Ordinal);
        Assert.Null(OpeningDecision.Refusal(Published(rehearsal: true, CheckInMode.CardsOnly), [Batch(3)], step, at));
    }

    private static Transition Step(DayPhase to) => new(to, "", TownDay.Anna, TownDay.Bela);

    private static BatchStatus Batch(long cards) => new("a", cards, MadeByService: true, Active: false);

    private static DayState Draft(string site, bool rehearsal, CheckInMode checkIn = CheckInMode.CardsOnly) => DayState.None.Apply(new DayCreated(
        site, DaySite.Origin(site, "day"), rehearsal, TownDay.Settings with { Date = Own, CheckIn = checkIn }, TownDay.Anna, Noon));

    private static DayState Published(bool rehearsal, CheckInMode checkIn) =>
        Draft(TownDay.Site, rehearsal, checkIn).Apply(new DayPublished("paper", "rules", "", TownDay.Anna, "", Noon));
}
