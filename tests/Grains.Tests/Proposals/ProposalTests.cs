using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Grains.Proposals;

namespace PbDecisionDay.Grains.Tests.Proposals;

/// <summary>Writing a proposal, freezing it and giving it free.</summary>
public sealed class ProposalTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly DateTimeOffset At = new(2026, 5, 30, 9, 0, 0, TimeSpan.Zero);
    private static readonly ProposalContent Good = TownDay.Garden;

    public static TheoryData<string, ProposalContent> Wrong() => new()
    {
        { "group's name is missing", Good with { Group = " " } },
        { "at least one language", Good with { Texts = [] } },
        { "at least one language", Good with { Texts = default } },
        { "not a language tag", Good with { Texts = [Text("e", "Title")] } },
        { "is there twice", Good with { Texts = [Text("en", "One"), Text("en", "Two")] } },
        { "title in 'en' is missing", Good with { Texts = [Text("en", " ")] } },
        { "shorten it to 120", Good with { Texts = [Text("en", new string('x', 121))] } },
        { "stand on one line", Good with { Texts = [Text("en", "Two\nlines")] } },
        { "shorten it to 2000", Good with { Texts = [Text("en", "Title") with { Summary = new string('x', 2001) }] } },
        { "shorten it to 1000", Good with { Texts = [Text("en", "Title") with { EasyRead = new string('x', 1001) }] } },
        { "more than nothing", Good with { Ask = 0 } },
        { "between 1 and the ask", Good with { Minimum = 0 } },
        { "between 1 and the ask", Good with { Minimum = Good.Ask + 1 } },
        { "Choose the pot", Good with { Pot = "" } },
        { "picture", Good with { Picture = "../secret.png" } },
        { "The area", Good with { Area = new string('x', 61) } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_proposal_with_something_wrong_is_not_written_and_says_what(string sentence, ProposalContent content)
    {
        var silo = shared.Begin();
        var proposal = new TownDay(silo).Proposal("garden");

        var refused = await proposal.WriteAsync(content, TownDay.Anna, default);

        Assert.False(refused.Done);
        Assert.Contains(sentence, refused.Problem, StringComparison.Ordinal);
        Assert.Null(await proposal.GetAsync(default));
        Assert.Null(await proposal.FreezeAsync(default));
    }

    [Fact]
    public async Task What_was_written_last_stands_and_the_same_again_is_not_written()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var proposal = new TownDay(silo).Proposal("north/garden");
        Assert.True((await proposal.WriteAsync(Good, TownDay.Anna, default)).Done);
        Assert.True((await proposal.WriteAsync(Good with { Ask = 6_000_00, Minimum = 1 }, TownDay.Anna, default)).Done);
        Assert.True((await proposal.WriteAsync(Good with { Ask = 6_000_00, Minimum = 1 }, TownDay.Anna, default)).Done);
        Assert.False((await proposal.WriteAsync(Good, "", default)).Done);
        Assert.False((await new TownDay(silo).Proposal("a b").WriteAsync(Good, TownDay.Anna, default)).Done);

        await silo.RestartAsync();
        var view = (await new TownDay(silo).Proposal("north/garden").GetAsync(default))!;
        Assert.Equal(("north/garden", 6_000_00L, false), (view.Proposal, view.Content.Ask, view.Frozen));
        Assert.Equal(2, (await Journalled.ReadAsync(silo.Journal, "proposal/troon-2026/north/garden")).Count);
    }

    [Fact]
    public async Task Once_frozen_only_what_is_not_on_the_paper_changes_until_it_is_given_free()
    {
        var silo = shared.Begin();
        var proposal = new TownDay(silo).Proposal("garden");
        await proposal.WriteAsync(Good, TownDay.Anna, default);
        Assert.True((await proposal.FreezeAsync(default))!.Frozen);
        Assert.True((await proposal.FreezeAsync(default))!.Frozen);

        ProposalContent[] onThePaper =
        [
            Good with { Ask = Good.Ask + 1 }, Good with { Minimum = 1 }, Good with { Pot = "other" }, Good with { Area = "South" }, Good with { Theme = "art" },
            Good with { Texts = [Text("en", "Another title")] }, Good with { Texts = [.. Good.Texts, Text("gd", "Gàrradh")] },
        ];
        foreach (var changed in onThePaper)
            Assert.Contains("paper is frozen", (await proposal.WriteAsync(changed, TownDay.Anna, default)).Problem, StringComparison.Ordinal);
        var described = Good with { Group = "Greener Fingers", Stall = "3", Picture = "spade", Texts = [Good.Texts[0] with { Summary = "More.", EasyRead = "More." }] };
        Assert.True((await proposal.WriteAsync(described, TownDay.Anna, default)).Done);

        Assert.False((await proposal.ThawAsync(default))!.Frozen);
        Assert.True((await proposal.WriteAsync(Good with { Ask = Good.Ask + 1 }, TownDay.Anna, default)).Done);
    }

    [Fact]
    public async Task When_the_journal_cannot_be_written_the_person_is_told_to_save_again()
    {
        var silo = shared.Begin();
        var proposal = new TownDay(silo).Proposal("garden");
        silo.Journal.FailNext();
        Assert.Contains("save it again", (await proposal.WriteAsync(Good, TownDay.Anna, default)).Problem, StringComparison.Ordinal);
        Assert.True((await proposal.WriteAsync(Good, TownDay.Anna, default)).Done);
    }

    [Fact]
    public void Its_events_keep_their_names_and_their_json()
    {
        EventJson.IsFrozen(ProposalEventNames.All, new ProposalWritten(Good, "A", At), "proposal-written",
            """{"content":{"group":"Green Fingers","texts":[{"language":"en","title":"Community garden","summary":"A garden behind the library.","easyRead":"We grow food."}],"ask":700000,"minimum":700000,"pot":"main","area":"","theme":"food","stall":"8","picture":""},"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(ProposalEventNames.All, new ProposalFrozen(At), "proposal-frozen", """{"at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(ProposalEventNames.All, new ProposalThawed(At), "proposal-thawed", """{"at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(ProposalEventNames.All, new ProposalCorrected(5, 4, "A", At), "proposal-corrected", """{"ask":5,"minimum":4,"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        Assert.Equal(4, ProposalEventNames.All.All.Count());
    }

    private static ProposalText Text(string language, string title) => new(language, title, "", "");
}
