using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>Freezing the paper and the rules, and what has to be right before.</summary>
public sealed class PublishingTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task Publishing_freezes_paper_and_rules_and_shows_their_hashes()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync();

        var view = await day.ViewAsync();
        Assert.True(Paper.TryParse(view.Paper, out var paper, out var problem), problem);
        Assert.Equal((day.Origin, "Troon decides", "GBP", 2), (paper!.Origin, paper.Day, paper.Currency, paper.MinorDigits));
        Assert.Equal(["football", "garden"], paper.Proposals.Select(proposal => proposal.Id));
        Assert.Equal((4_000_00, 2_000_00), (paper.Proposals[0].Ask, paper.Proposals[0].Minimum));
        Assert.Equal(["area/north", "theme/food", "theme/moving"], paper.Groups.Select(group => group.Id));
        Assert.Equal(Convert.ToBase64String(paper.Hash.AsSpan()), view.PaperHash);
        Assert.Equal(TownDay.Rules, view.Rules);
        Assert.True(FrozenRules.TryParse(view.Rules, out var rules, out _));
        Assert.Equal(Convert.ToBase64String(rules!.Hash.AsSpan()), view.RulesHash);
    }

    [Fact]
    public async Task What_was_changed_after_two_have_read_it_is_not_published()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).DraftAsync();
        var view = await day.ViewAsync();
        string Read(ProposalContent football) => DraftHash.Of(view.Settings, [("football", football), ("garden", TownDay.Garden)], []);
        var publish = new Transition(DayPhase.Published, "", TownDay.Anna, TownDay.Bela) { Draft = Read(TownDay.Football) };
        await day.WriteAsync("football", TownDay.Football with { Ask = TownDay.Football.Ask + 1 });
        var refused = await day.Grain.TransitionAsync(publish, default);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains("changed after it was read", refused.Detail, StringComparison.Ordinal);
        // Nothing stays frozen by it.
        await day.WriteAsync("football", TownDay.Football);
        TownDay.Done(await day.Grain.TransitionAsync(publish, default));
    }

    [Fact]
    public async Task Size_bands_limits_and_what_excludes_each_other_stand_on_the_paper_and_are_frozen()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).DraftAsync(TownDay.Settings with { Limits = [new("tier/small", 0, 1), new("theme/gone", 5, 0)] });
        await day.WriteAsync("football", TownDay.Football with { Tier = "Small", Conflicts = ["garden"] });
        TownDay.Done(await day.StepAsync(DayPhase.Published));
        Assert.True(Paper.TryParse((await day.ViewAsync()).Paper, out var paper, out var problem), problem);
        Assert.Equal(new Group("tier/small", GroupKind.Tier, "Small", 0, 1), paper!.Groups[0]);
        Assert.Equal(["football: garden", "garden: football"], paper.Proposals.Select(project => $"{project.Id}: {string.Join(' ', project.Conflicts)}"));
        foreach (var (changed, said) in new[] { (TownDay.Football with { Conflicts = ["garden"] }, "the size band"), (TownDay.Football with { Tier = "Small" }, "cannot be funded beside") })
            Assert.Contains(said, (await day.Proposal("football").WriteAsync(changed, TownDay.Anna, default)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pool", "no other proposal on the list")]
    [InlineData("football", "no other proposal on the list")]
    [InlineData("garden", "stand in different pots")]
    public async Task An_exclusion_that_could_not_be_kept_is_refused(string other, string sentence)
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).DraftAsync(TownDay.Settings with { Pots = [.. TownDay.Settings.Pots, new("second", "Second", 500_000)] });
        await day.WriteAsync("football", TownDay.Football with { Pot = "second", Conflicts = [other] });
        var refused = await day.StepAsync(DayPhase.Published);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains(sentence, refused.Detail, StringComparison.Ordinal);
        await day.WriteAsync("football", TownDay.Football with { Pot = "second" });
        TownDay.Done(await day.StepAsync(DayPhase.Published));
    }

    [Fact]
    public async Task After_publishing_nothing_on_the_paper_changes()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync();

        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.ConfigureAsync(TownDay.Settings, TownDay.Anna, default)).Refusal);
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.AddProposalAsync("pool", TownDay.Anna, default)).Refusal);
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.RemoveProposalAsync("garden", TownDay.Anna, default)).Refusal);
        var football = day.Proposal("football");
        Assert.Contains("the ask", (await football.WriteAsync(TownDay.Football with { Ask = 5_000_00 }, TownDay.Anna, default)).Problem, StringComparison.Ordinal);
        Assert.True((await football.WriteAsync(TownDay.Football with { Stall = "9" }, TownDay.Anna, default)).Done);
        Assert.Equal("9", (await football.GetAsync(default))!.Content.Stall);
    }

    public static TheoryData<string, string> Gaps() => new()
    {
        { "place", "Say where" }, { "date", "Give the date" }, { "hours", "when people can vote" }, { "zone", "time zone" }, { "currency", "currency" },
        { "pots", "at least one pot" }, { "venues", "at least one place" }, { "rules", "how people vote" }, { "title", "a title in the language 'en'" },
        { "languages", "at least one language" }, { "other-languages", "save them again for en, gd" }, { "pot", "stands in the pot 'main'" },
        { "extra", "extra vote for 'theme/young'" }, { "many", "at least 3 proposals" },
    };

    [Theory]
    [MemberData(nameof(Gaps))]
    public async Task A_day_with_a_gap_is_not_published_and_says_which(string gap, string sentence)
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).DraftAsync(With(gap));

        var refused = await day.StepAsync(DayPhase.Published);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains(sentence, refused.Detail, StringComparison.Ordinal);
        Assert.Equal(DayPhase.Draft, (await day.ViewAsync()).Phase);

        TownDay.Done(await day.Grain.ConfigureAsync(TownDay.Settings, TownDay.Anna, default));
        TownDay.Done(await day.StepAsync(DayPhase.Published));
    }

    [Fact]
    public async Task Every_proposal_on_the_list_has_to_be_written_in_the_days_language()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        TownDay.Done(await day.CreateAsync());
        Assert.Contains("at least one proposal", (await day.StepAsync(DayPhase.Published)).Detail, StringComparison.Ordinal);

        TownDay.Done(await day.Grain.AddProposalAsync("pool", TownDay.Anna, default));
        Assert.Contains("'pool' is on the list but was never written", (await day.StepAsync(DayPhase.Published)).Detail, StringComparison.Ordinal);

        await day.WriteAsync("pool", TownDay.Garden with { Texts = [new ProposalText("gd", "Amar", "", "")] });
        Assert.Contains("no title in the day's first language", (await day.StepAsync(DayPhase.Published)).Detail, StringComparison.Ordinal);

        TownDay.Done(await day.Grain.RemoveProposalAsync("pool", TownDay.Anna, default));
        await day.WriteAsync("garden", TownDay.Garden);
        TownDay.Done(await day.StepAsync(DayPhase.Published));
        Assert.Equal(["garden"], (await day.ViewAsync()).Proposals);
    }

    [Fact]
    public async Task A_publishing_that_was_interrupted_and_is_refused_after_gives_the_proposals_free()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var day = await new TownDay(silo).DraftAsync();
        silo.Journal.LetPass(1);
        silo.Journal.FailNext();
        Assert.Equal(DayRefusal.Unavailable, (await day.StepAsync(DayPhase.Published)).Refusal);
        TownDay.Done(await day.Grain.ConfigureAsync(With("pot"), TownDay.Anna, default));

        Assert.Equal(DayRefusal.Invalid, (await day.StepAsync(DayPhase.Published)).Refusal);
        Assert.All(
            await Task.WhenAll(day.Proposal("football").GetAsync(default), day.Proposal("garden").GetAsync(default)),
            proposal => Assert.False(proposal!.Frozen));
    }

    private static DaySettings With(string gap) => gap switch
    {
        "place" => TownDay.Settings with { Place = "" },
        "date" => TownDay.Settings with { Date = "" },
        "hours" => TownDay.Settings with { Hours = "" },
        "zone" => TownDay.Settings with { TimeZone = "" },
        "currency" => TownDay.Settings with { Currency = "" },
        "pots" => TownDay.Settings with { Pots = [] },
        "venues" => TownDay.Settings with { Venues = [] },
        "rules" => TownDay.Settings with { Rules = "" },
        "title" => TownDay.Settings with { Title = [] },
        "languages" => TownDay.Settings with { Title = [], Languages = [] },
        "other-languages" => TownDay.Settings with { Title = [new("en", "Troon"), new("gd", "An Truthail")], Languages = ["en", "gd"] },
        "pot" => TownDay.Settings with { Pots = [new PotSetting("other", "Another pot", 1_000_00)] },
        "extra" => TownDay.Settings with { Rules = Rules(BallotForm.ApproveUpTo(2) with { Extra = new ExtraVote("theme/young", 1) }) },
        "many" => TownDay.Settings with { Rules = Rules(BallotForm.ApproveExactly(3)) },
        _ => throw new ArgumentOutOfRangeException(nameof(gap)),
    };

    private static string Rules(BallotForm form) =>
        FrozenRules.Create(form, new RuleSettings(), LiveResults.Turnout, replacement: true, "en").Text;
}
