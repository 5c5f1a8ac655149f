using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>What a page of the console does not show, its button does not change.</summary>
public sealed class SettingsKeptTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly string _day = $"kept-{Guid.NewGuid():n}"[..24];

    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    private IDecisionDayGrain Day => Grains.GetGrain<IDecisionDayGrain>(_day);

    private static readonly RuleSettings Shares = new() { Rule = AllocationRule.EqualShares, Completion = Completion.Add1Greedy, Threshold = 3 };

    /// <summary>Rules of every kind.</summary>
    public static TheoryData<string> RulesOfEveryKind() =>
    [
        Rules(BallotForm.ApproveUpTo(3), Shares),
        Rules(BallotForm.Score(5), new RuleSettings { Rule = AllocationRule.AverageScore, FloorHundredths = 250 }),
        Rules(BallotForm.Points(10, 3), new RuleSettings { Rule = AllocationRule.Score }),
        Rules(BallotForm.RankUpTo(4), new RuleSettings { Rule = AllocationRule.EqualShares, Utility = Utility.Borda, Completion = Completion.Greedy }),
        Rules(BallotForm.FitThePot(), new RuleSettings { Rule = AllocationRule.VotesPerCost }),
        Rules(BallotForm.ApproveUpTo(3), new RuleSettings { Rule = AllocationRule.Phragmen }),
        Rules(BallotForm.ApproveUpTo(3) with { PerPot = true }, new RuleSettings()),
        Rules(BallotForm.ApproveUpTo(3) with { Least = 2 }, new RuleSettings()),
        Rules(BallotForm.ApproveUpTo(3) with { Extra = new ExtraVote("theme/food", 1) }, new RuleSettings()),
        Rules(BallotForm.ApproveUpTo(3), new RuleSettings { FundsUnsupported = true }),
        Rules(BallotForm.ApproveUpTo(3), new RuleSettings { ThresholdPercent = 10 }),
        Rules(BallotForm.ApproveUpTo(3), new RuleSettings { Marginal = new MarginalPolicy(MarginalKind.Reach, 80) }),
        Rules(BallotForm.ApproveUpTo(3), new RuleSettings { Ties = [new TieBreak(TieBreakKind.MoreVotes), .. TieBreak.Default] }),
        Rules(BallotForm.ApproveUpTo(5_000), new RuleSettings()),
    ];

    private static string Rules(BallotForm form, RuleSettings settings) =>
        FrozenRules.Create(form, settings, LiveResults.Standings, replacement: false, "en", "gd").Text;

    private async Task CreateAsync(string rules, Func<DaySettings, DaySettings>? change = null)
    {
        var settings = new DaySettings(
            [new("en", "A day by program"), new("gd", "Latha")], "Hall", "2026-11-28", "10:00 to 15:00", "Europe/London", ["en", "gd"], "GBP",
            [new("main", "Main pot", 2_000_000)], [new("hall", "Hall")], CheckInMode.Register, rules);
        await Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).EnterDayAsync(_day, "by", default);
        Assert.Equal(DayOutcome.Done, await Day.CreateAsync(new CreateDay("http://localhost:5301", true, change?.Invoke(settings) ?? settings, "by"), default));
    }

    private Task<DaySettings> SavedAsync(params (string Name, string Value)[] values) => SavedOnAsync("settings", values);

    private async Task<DaySettings> SavedOnAsync(string page, params (string Name, string Value)[] values)
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync($"/console/days/{_day}/{page}");
        await browser.SendAsync("form.stack", values);
        Assert.Equal(System.Net.HttpStatusCode.OK, browser.Status);
        return (await Day.GetAsync(default))!.Settings;
    }

    [Theory]
    [MemberData(nameof(RulesOfEveryKind))]
    public async Task Saving_the_settings_or_the_rules_leaves_the_rest_word_for_word(string rules)
    {
        ImmutableArray<GroupLimit> limits = [new("area/north", 5_000, 2), new("tier/small", 0, 1)];
        await CreateAsync(rules, settings => settings with { Limits = limits, EntryQuestion = "Do you live here?", Colour = DayColour.Berry, VotesFrom = VotesFrom.LastGroup });
        var before = (await Day.GetAsync(default))!.Settings;
        var saved = await SavedAsync(("Form.Place", "The new hall"));
        Assert.Equal(("The new hall", rules), (saved.Place, saved.Rules));
        Assert.Equal(limits, saved.Limits!.Value);
        var again = await SavedOnAsync("rules");
        Assert.Equal(rules, again.Rules);
        Assert.Equal(limits, again.Limits!.Value);
        Assert.Equal(JsonSerializer.Serialize(before with { Place = "The new hall" }), JsonSerializer.Serialize(again));
    }

    [Fact]
    public async Task The_order_of_the_projects_is_chosen_and_stays_chosen()
    {
        await CreateAsync(Rules(BallotForm.ApproveUpTo(3), new RuleSettings()));
        Assert.Equal(BallotOrder.ByCard, (await SavedAsync(("Form.Order", "ByCard"))).Order);
        Assert.Equal(BallotOrder.ByCard, (await SavedAsync(("Form.Place", "The new hall"))).Order);
        Assert.Equal(BallotOrder.Paper, (await SavedAsync(("Form.Order", "Paper"))).Order);
    }

    [Fact]
    public async Task The_colour_of_the_pages_is_chosen_and_stays_chosen()
    {
        await CreateAsync(Rules(BallotForm.ApproveUpTo(3), new RuleSettings()));
        Assert.Equal(DayColour.Berry, (await SavedAsync(("Form.Colour", "Berry"))).Colour);
        Assert.Equal(DayColour.Berry, (await SavedAsync(("Form.Place", "The new hall"))).Colour);
        Assert.Equal(DayColour.Pine, (await SavedAsync(("Form.Colour", "Pine"))).Colour);
    }

    [Fact]
    public async Task From_when_on_people_vote_is_chosen_and_stays_chosen()
    {
        await CreateAsync(Rules(BallotForm.ApproveUpTo(3), new RuleSettings()));
        foreach (var from in new[] { VotesFrom.LastGroup, VotesFrom.KiosksEarlier, VotesFrom.Opening })
        {
            Assert.Equal(from, (await SavedAsync(("Form.VotesFrom", from.ToString()))).VotesFrom);
            Assert.Equal(from, (await SavedAsync(("Form.Place", $"Hall {from}"))).VotesFrom);
        }
    }

    [Fact]
    public async Task The_question_at_the_door_stands_in_the_days_languages_and_a_language_without_one_falls_back_visibly()
    {
        await CreateAsync(Rules(BallotForm.ApproveUpTo(3), Shares), settings => settings with { EntryQuestion = "Do you live here?" });
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync($"/console/days/{_day}/settings");
        Assert.Contains("No question in \u2068Gàidhlig\u2069", browser.Text, StringComparison.Ordinal);
        var saved = await SavedAsync(("Form.Questions[1].Text", " A bheil thu a’ fuireach an-seo? "));
        Assert.Equal("Do you live here?", saved.EntryQuestion);
        Assert.Equal([new LocalText("gd", "A bheil thu a’ fuireach an-seo?")], saved.EntryTranslations);
        await browser.OpenAsync($"/console/days/{_day}/settings");
        Assert.DoesNotContain("No question in", browser.Text, StringComparison.Ordinal);
        // Another default language: the question of the old one is a translation from then on.
        saved = await SavedAsync(("Form.DefaultLanguage", "gd"));
        Assert.Equal("A bheil thu a’ fuireach an-seo?", saved.EntryQuestion);
        Assert.Equal([new LocalText("en", "Do you live here?")], saved.EntryTranslations);
        saved = await SavedAsync(("Form.Questions[0].Text", ""), ("Form.Questions[1].Text", ""));
        Assert.True(saved is { EntryQuestion: null, EntryTranslations.IsDefault: true });
    }

    [Theory]
    [InlineData("", "A bheil?", "", "default language", "Form_Questions_0__Text")]
    [InlineData("Do you?", "", "هل؟", "not held in", "Form_Questions_2__Text")]
    public async Task A_question_without_the_default_language_or_in_a_language_that_the_day_has_not_is_refused_at_its_box(
        string english, string gaelic, string arabic, string sentence, string field)
    {
        await CreateAsync(Rules(BallotForm.ApproveUpTo(3), Shares));
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync($"/console/days/{_day}/settings");
        await browser.SendAsync("form.stack", ("Form.Questions[0].Text", english), ("Form.Questions[1].Text", gaelic), ("Form.Questions[2].Text", arabic));
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains(sentence, browser.Text, StringComparison.Ordinal);
        Assert.Equal("true", browser.Page.GetElementById(field)!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Witnesses_are_lines_of_an_address_and_a_key()
    {
        using var anna = LogKey.Generate();
        var key = anna.Public.VerifierKey("witness.example/anna");
        var rules = Rules(BallotForm.ApproveUpTo(3), Shares);
        await CreateAsync(rules);
        var saved = await SavedAsync(("Form.Witnesses", $"  http://192.168.1.7:8081   {key}\r\n\r\n"));
        Assert.Equal([new NamedWitness(key, "http://192.168.1.7:8081")], saved.Witnesses);
        // Saving something else keeps them, and they are not in the rules before the day is published.
        saved = await SavedAsync(("Form.Place", "The new hall"));
        Assert.Equal([new NamedWitness(key, "http://192.168.1.7:8081")], saved.Witnesses);
        Assert.Equal(rules, saved.Rules);

        var browser = await ConsoleBrowser.SignedInAsync(site);
        foreach (var wrong in new[] { key, $"ftp://hall {key}", $"http://me:secret@hall {key}", "http://hall anna", $"http://hall {key}\nhttp://hall {key}" })
        {
            await browser.OpenAsync($"/console/days/{_day}/settings");
            await browser.SendAsync("form.stack", ("Form.Witnesses", wrong));
            Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, browser.Status);
        }
        var inRules = FrozenRules.TryParse(rules, out var read, out _) ? read!.WitnessedBy([key]).Text : "";
        Assert.Equal(DayRefusal.Invalid, (await Day.ConfigureAsync(saved with { Rules = inRules }, "by", default)).Refusal);
        Assert.Empty((await SavedAsync(("Form.Witnesses", ""))).Witnesses);
    }

    [Fact]
    public async Task A_new_language_reaches_the_rules_and_nothing_else_does()
    {
        await CreateAsync(FrozenRules.Create(BallotForm.ApproveUpTo(3), Shares, LiveResults.Standings, false, "en", "gd").Allowing(MoneyChanges.UntilMix, Withdrawals.UntilOpen).Text);
        var saved = await SavedAsync(("Form.Titles[2].Text", "يوم"));
        Assert.Equal(
            FrozenRules.Create(BallotForm.ApproveUpTo(3), Shares, LiveResults.Standings, false, "en", "gd", "ar").Allowing(MoneyChanges.UntilMix, Withdrawals.UntilOpen).Text,
            saved.Rules);
    }

    [Fact]
    public async Task Languages_keep_their_order_and_one_that_waits_for_its_title_stays()
    {
        await CreateAsync(
            FrozenRules.Create(BallotForm.ApproveUpTo(3), new RuleSettings(), LiveResults.Turnout, true, "en", "pl", "gd", "zh-Hant").Text,
            settings => settings with { Languages = ["en", "pl", "gd", "zh-Hant"], Title = [new("en", "Day"), new("pl", "Dzień"), new("gd", "Latha")] });
        Assert.Equal(["en", "pl", "gd", "zh-Hant"], (await SavedAsync(("Form.Place", "The new hall"))).Languages);
        Assert.Equal(["en", "gd", "zh-Hant"], (await SavedAsync(("Form.Titles[1].Text", ""))).Languages);
    }

    [Fact]
    public void A_new_pot_never_takes_the_id_of_one_further_down()
    {
        var form = new SettingsForm
        {
            Titles = [new TitleRow { Language = "en", Text = "Day" }],
            Pots = [new PotRow { Name = "Small", Amount = "5" }, new PotRow { Id = "small", Name = "Old", Amount = "6" }],
            Venues = [new VenueRow { Name = "Hall" }, new VenueRow { Id = "hall", Name = "Old hall" }],
        };
        var before = new DaySettings([], "", "", "", "", [], "GBP", [], [], CheckInMode.CardsOnly, "");
        var say = site.Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<ConsoleWords>>();
        Assert.True(form.TryRead(say, before, out var settings, out var problem), problem);
        Assert.Equal(["small-2", "small"], settings!.Pots.Select(pot => pot.Id));
        Assert.Equal(["hall-2", "hall"], settings.Venues.Select(venue => venue.Id));
    }

    [Fact]
    public async Task Saving_a_proposal_keeps_the_pot_the_picture_and_the_lines_that_its_page_cannot_offer()
    {
        await CreateAsync(FrozenRules.Create(BallotForm.ApproveUpTo(3), new RuleSettings(), LiveResults.Turnout, true, "en", "gd").Text);
        var content = new ProposalContent(
            "A group", [new("en", "Garden", "One line.\nTwo lines.", "We dig.\nWe eat."), new("pl", "Ogród", "", "")],
            12_345, 99, "gone", "Northside", "food", "7", "our-own-picture");
        Assert.True((await Grains.GetGrain<IProposalGrain>(ProposalKey.For(_day, "1")).WriteAsync(content, "by", default)).Done);
        Assert.Equal(DayOutcome.Done, await Day.AddProposalAsync("1", "by", default));
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync($"/console/days/{_day}/proposal/1");
        await browser.SendAsync("form.stack", ("Form.Stall", "8"));
        Assert.Contains("no pot 'gone'", browser.Text, StringComparison.Ordinal);
        Assert.Equal("gone", (await Grains.GetGrain<IProposalGrain>(ProposalKey.For(_day, "1")).GetAsync(default))!.Content.Pot);
        await browser.OpenAsync($"/console/days/{_day}/proposal/1");
        await browser.SendAsync("form.stack", ("Form.Stall", "8"), ("Form.Pot", "main"));
        var saved = (await Grains.GetGrain<IProposalGrain>(ProposalKey.For(_day, "1")).GetAsync(default))!.Content;
        Assert.Equal(("8", "main", "our-own-picture", 12_345L, 99L), (saved.Stall, saved.Pot, saved.Picture, saved.Ask, saved.Minimum));
        Assert.Equal(content.Texts, saved.Texts);

        await browser.OpenAsync($"/console/days/{_day}/proposal/1");
        await browser.SendAsync("form.stack", ("Form.Texts[1].Summary", "Words without a title"));
        Assert.Contains("no title in it", browser.Text, StringComparison.Ordinal);
    }
}
