using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>Many proposals at once: all or none, and a plan before.</summary>
public sealed class ProposalImportTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static ProposalEntry Entry(string id, string title = "A pool", long ask = 500_00) =>
        new(id, TownDay.Garden with { Texts = [new ProposalText("en", title, "", "")], Ask = ask, Minimum = 1 });

    public static TheoryData<string, ImmutableArray<ProposalEntry>> Refused() => new()
    {
        { "places 1 and 3", [Entry("1", "One"), Entry("2", "Two"), Entry("1", "Three")] },
        { "letters, digits", [Entry("1", "One"), Entry("a b", "Two")] },
        { "more than nothing", [Entry("1", "One"), Entry("2", "Two", 0)] },
        { "most of a day", [Entry("1", "One"), Entry("2", "Two", Paper.MostMoney + 1)] },
        { "no pot 'none'", [Entry("1", "One"), Entry("2") with { Content = TownDay.Garden with { Pot = "none" } }] },
        { "cannot be seen", [Entry("garden", "One"), Entry("2", "\u200b")] },
        { "at most 2000", [.. Enumerable.Range(0, Paper.MostProposals - 1).Select(number => Entry($"{number}", $"T {number}"))] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_list_with_one_wrong_row_keeps_nothing_and_says_which(string said, ImmutableArray<ProposalEntry> list)
    {
        var day = await new TownDay(shared.Begin()).DraftAsync();
        Assert.Contains(said, (await day.Grain.PlanProposalsAsync(list, null, TownDay.Anna, default)).Outcome.Detail, StringComparison.Ordinal);
        var refused = await day.Grain.AddProposalsAsync(list, TownDay.Anna, default);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains(said, refused.Detail, StringComparison.Ordinal);
        Assert.Equal(["football", "garden"], (await day.ViewAsync()).Proposals);
        Assert.Equal(TownDay.Garden.Texts, (await day.Proposal("garden").GetAsync(default))!.Content.Texts);
        Assert.Null(await day.Proposal("1").GetAsync(default));
    }

    [Fact]
    public async Task An_open_day_takes_no_list_and_changes_no_word()
    {
        var day = await new TownDay(shared.Begin()).OpenAsync();
        ImmutableArray<ProposalEntry> list = [new("garden", TownDay.Garden with { Group = "Others", Picture = "tea" })];
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.PlanProposalsAsync(list, null, TownDay.Anna, default)).Outcome.Refusal);
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.AddProposalsAsync(list, TownDay.Anna, default)).Refusal);
        Assert.Equal("Green Fingers", (await day.Proposal("garden").GetAsync(default))!.Content.Group);
    }

    [Fact]
    public async Task A_plan_tells_new_changed_same_and_alike_and_writes_nothing()
    {
        var day = await new TownDay(shared.Begin()).DraftAsync();
        ImmutableArray<ProposalEntry> list =
            [new("garden", TownDay.Garden), new("football", TownDay.Football with { Stall = "99" }), Entry("3", "Cоmmunity gаrden"), Entry("4", "Tea"), Entry("5", "TEA")];
        var plan = await day.Grain.PlanProposalsAsync(list, null, TownDay.Anna, default);
        Assert.Equal(DayOutcome.Done, plan.Outcome);
        Assert.Equal("3 4 5, football, garden", string.Join(", ", new[] { plan.New, plan.Changed, plan.Same }.Select(ids => string.Join(' ', ids))));
        Assert.Equal([("3", "garden"), ("5", "4")], plan.Alike.Select(pair => (pair.Proposal, pair.Other)));
        Assert.Equal(2, (await day.ViewAsync()).Proposals.Length);

        TownDay.Done(await day.Grain.AddProposalsAsync(list, TownDay.Anna, default));
        Assert.Equal(["football", "garden", "3", "4", "5"], (await day.ViewAsync()).Proposals);
        Assert.Equal(5, (await day.Grain.PlanProposalsAsync(list, null, TownDay.Anna, default)).Same.Length);
    }

    [Fact]
    public async Task A_day_that_is_to_be_created_is_checked_with_its_proposals_before_it_is_there()
    {
        var day = new TownDay(shared.Begin());
        var command = new CreateDay("https://pb.south.example", true, TownDay.Settings, TownDay.Anna);
        Assert.Equal(DayOutcome.Done, (await day.Grain.PlanProposalsAsync([Entry("1")], command, TownDay.Anna, default)).Outcome);
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.PlanProposalsAsync([Entry("1"), Entry("1")], command, TownDay.Anna, default)).Outcome.Refusal);
        Assert.Equal(DayRefusal.NoSuchDay, (await day.Grain.PlanProposalsAsync([Entry("1")], null, TownDay.Anna, default)).Outcome.Refusal);
        Assert.Null(await day.Grain.GetAsync(default));
    }

    [Fact]
    public async Task A_creation_that_was_interrupted_goes_on_and_a_corrected_one_is_not_mixed_with_the_first()
    {
        var day = new TownDay(shared.Begin());
        var command = new CreateDay("https://pb.south.example", true, TownDay.Settings, TownDay.Anna);
        ImmutableArray<ProposalEntry> sent = [Entry("1", "One"), Entry("2", "Two")];
        Task<ImportPlan> Plan(params ProposalEntry[] list) => day.Grain.PlanProposalsAsync([.. list], command, TownDay.Anna, default);

        // Interrupted before its proposals were on the list.
        TownDay.Done(await day.Grain.CreateAsync(command, default));
        Assert.Equal(["1", "2"], (await Plan([.. sent])).New);
        TownDay.Done(await day.Grain.AddProposalsAsync(sent, TownDay.Anna, default));
        Assert.Equal(["1", "2"], (await Plan([.. sent])).Same);

        foreach (var (list, said) in new (ProposalEntry[], string)[]
        {
            ([], "holds the proposal '1'"),
            ([sent[0]], "holds the proposal '2'"),
            ([sent[0], Entry("3", "Three")], "holds the proposal '2'"),
            ([sent[0], Entry("2", "Two", 400_00)], "its proposal '2' has another content"),
            ([sent[1], sent[0]], "in another order: '1' where the request has '2'"),
        })
        {
            var outcome = (await Plan(list)).Outcome;
            Assert.Equal(DayRefusal.AlreadyExists, outcome.Refusal);
            Assert.Contains(said, outcome.Detail, StringComparison.Ordinal);
        }
    }
}
