using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Days;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>Creating a day and setting it up.</summary>
public sealed class DraftTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task The_same_creation_again_is_no_error_and_another_under_the_id_is_refused()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        TownDay.Done(await day.CreateAsync());
        TownDay.Done(await day.CreateAsync());

        Assert.Equal(DayRefusal.AlreadyExists, (await day.CreateAsync(TownDay.Settings with { Place = "Library" })).Refusal);
        Assert.Equal(DayRefusal.AlreadyExists, (await new TownDay(silo, rehearsal: false).CreateAsync()).Refusal);
        Assert.Equal("Town Hall", (await day.ViewAsync()).Settings.Place);
        Assert.Single(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"));
    }

    [Theory]
    [InlineData("https://PB.South.Example/", "https://pb.south.example", "pb.south.example/d")]
    [InlineData("https://pb.south.example:443", "https://pb.south.example", "pb.south.example/d")]
    [InlineData("http://localhost:5080", "http://localhost:5080", "localhost:5080/d")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example", "xn--bcher-kva.example/d")]
    [InlineData("http://192.168.1.20:8080", "http://192.168.1.20:8080", "192.168.1.20:8080/d")]
    public void The_log_is_named_after_the_sites_host_and_port(string given, string site, string origin)
    {
        Assert.True(DaySite.TryRead(given, out var read, out _));
        Assert.Equal(site, read);
        Assert.Equal(origin, DaySite.Origin(site, "d"));
        Assert.True(Ledger.LogOrigin.IsValid(origin));
    }

    [Theory]
    [InlineData("pb.south.example")]
    [InlineData("ftp://pb.south.example")]
    [InlineData("https://pb.south.example/vote")]
    [InlineData("https://pb.south.example?x")]
    [InlineData("https://anna@pb.south.example")]
    [InlineData("http://[::1]:5080")]
    [InlineData("https://under_score.example")]
    [InlineData("")]
    public async Task A_site_that_no_card_can_carry_is_refused(string site)
    {
        var silo = shared.Begin();
        var grain = new TownDay(silo).Grain;

        var refused = await grain.CreateAsync(new CreateDay(site, Rehearsal: true, TownDay.Settings, TownDay.Anna), default);

        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains("site", refused.Detail, StringComparison.Ordinal);
        Assert.Null(await grain.GetAsync(default));
    }

    [Theory]
    [InlineData("Troon")]
    [InlineData("-troon")]
    [InlineData("troon 2026")]
    [InlineData("a23456789012345678901234567890123456789012")]
    public async Task A_day_has_an_id_that_fits_into_links(string id)
    {
        var silo = shared.Begin();
        Assert.Equal(DayRefusal.Invalid, (await new TownDay(silo, id).CreateAsync()).Refusal);
    }

    public static TheoryData<string, DaySettings> WrongSettings() => new()
    {
        { "not a date", TownDay.Settings with { Date = "30 May" } },
        { "no year for a decision day", TownDay.Settings with { Date = "9999-12-31" } },
        { "no year for a decision day", TownDay.Settings with { Date = "1999-12-31" } },
        { "no time zone", TownDay.Settings with { TimeZone = "Europe/Troon" } },
        { "three capital letters", TownDay.Settings with { Currency = "pound" } },
        { "more than nothing", TownDay.Settings with { Pots = [new PotSetting("main", "Pot", 0)] } },
        { "Two pots", TownDay.Settings with { Pots = [new PotSetting("main", "Pot", 1), new PotSetting("main", "Pot", 2)] } },
        { "cannot name a venue", TownDay.Settings with { Venues = [new VenueSetting("Main Hall", "Hall")] } },
        { "has no name", TownDay.Settings with { Venues = [new VenueSetting("hall", " ")] } },
        { "not a language tag", TownDay.Settings with { Languages = ["english!"] } },
        { "chosen twice", TownDay.Settings with { Languages = ["en", "en"] } },
        { "not one of its languages", TownDay.Settings with { Title = [new LocalText("gd", "An Truthail")] } },
        { "stand on one line", TownDay.Settings with { Place = "Town\nHall" } },
        { "shorten it to 120", TownDay.Settings with { Hours = new string('x', 121) } },
        { "rules cannot be read", TownDay.Settings with { Rules = "{}" } },
        { "have to be lists", TownDay.Settings with { Venues = default } },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task Settings_with_something_wrong_are_refused_even_for_a_draft(string sentence, DaySettings settings)
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).DraftAsync();

        var refused = await day.Grain.ConfigureAsync(settings, TownDay.Anna, default);

        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains(sentence, refused.Detail, StringComparison.Ordinal);
        Assert.Equal("Town Hall", (await day.ViewAsync()).Settings.Place);
    }

    [Fact]
    public async Task A_draft_may_have_gaps()
    {
        var silo = shared.Begin();
        var empty = new DaySettings([], "", "", "", "", [], "", [], [], CheckInMode.CardsOnly, "");
        TownDay.Done(await new TownDay(silo).CreateAsync(empty));
    }

    [Fact]
    public async Task A_proposal_is_listed_once_and_taken_off_once()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).DraftAsync();
        TownDay.Done(await day.Grain.AddProposalAsync("garden", TownDay.Anna, default));
        Assert.Equal(["football", "garden"], (await day.ViewAsync()).Proposals);
        TownDay.Done(await day.Grain.RemoveProposalAsync("football", TownDay.Anna, default));
        TownDay.Done(await day.Grain.RemoveProposalAsync("football", TownDay.Anna, default));
        Assert.Equal(["garden"], (await day.ViewAsync()).Proposals);
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.AddProposalAsync("a b", TownDay.Anna, default)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.AddProposalAsync("pool", "", default)).Refusal);
    }
}
