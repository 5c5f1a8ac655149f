using System.Resources;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Console;
using PbDecisionDay.Web.Doors;
using PbDecisionDay.Web.Statements;
using PbDecisionDay.Web.Uploads;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>Texts whose keys the pages put together from what they show.</summary>
public sealed class ConsoleWordsTests
{
    private static readonly ResourceManager
        Console = new(typeof(ConsoleWords)), Statement = new(typeof(StatementWords)), Door = new(typeof(DoorWords));

    private static string[] Missing(ResourceManager words, IEnumerable<string> keys) => [.. keys.Where(key => string.IsNullOrEmpty(words.GetString(key, null)))];

    [Fact]
    public void Every_phase_has_its_name_and_every_step_its_page() => Assert.Empty(Missing(Console,
        Enum.GetValues<DayPhase>().Select(phase => $"Phase.{Words.Of(phase)}")
            .Concat(Enum.GetValues<DayPhase>().Where(phase => phase is not (DayPhase.Draft or DayPhase.Checking)).Select(Words.Of).Append("resume")
                .SelectMany(step => new[] { "Title", "Lead", "Do", "Done" }.Select(part => $"Step.{step}.{part}")))));

    [Fact]
    public void Every_next_step_is_said_and_can_be_done() => Assert.Empty(Missing(Console,
        new[] { "Settings", "Proposals", "Rules", "Publish", "Cards", "Keys", "Register", "Activate", "Doors", "Open", "Watch", "Resume", "Count", "Dice", "FinishCount", "Declare", "Ratify", "Archive" }
            .SelectMany(next => new[] { $"Next.{next}", $"Next.{next}.More", $"Next.{next}.Do" })
            .Concat(new[] { "Archived", "Postponed", "Void" }.SelectMany(next => new[] { $"Next.{next}", $"Next.{next}.More" }))));

    [Fact]
    public void Every_form_and_rule_and_all_that_belongs_to_them_is_named_and_explained() => Assert.Empty(Missing(Console,
        new[] { "up-to", "exactly", "at-least", "between", "knapsack", "score", "points", "rank" }.Select(form => $"Choose.{form}")
            .Concat(Enum.GetValues<AllocationRule>().Select(rule => $"Rule.{Words.Of(rule)}"))
            .Concat(Enum.GetValues<Utility>().Select(utility => $"Utility.{Words.Of(utility)}"))
            .Concat(Enum.GetValues<Completion>().Select(completion => $"Completion.{Words.Of(completion)}"))
            .Concat(Enum.GetValues<MarginalKind>().Select(kind => $"Marginal.{Words.Of(kind)}"))
            .Concat(Enum.GetValues<MoneyChanges>().Select(money => $"Money.{Words.Of(money)}"))
            .Concat(Enum.GetValues<Withdrawals>().Select(withdrawal => $"Withdrawal.{Words.Of(withdrawal)}"))
            .SelectMany(word => new[] { $"Rules.{word}", $"Rules.{word}.More" })
            .Concat(Enum.GetValues<Add1Start>().Select(start => $"Rules.Add1Start.{Words.Of(start)}"))
            .Concat(Enum.GetValues<Add1Stop>().Select(stop => $"Rules.Add1Stop.{Words.Of(stop)}"))
            .Concat(Enum.GetValues<TieBreakKind>().Select(kind => $"Rules.Tie.{Words.Of(kind)}"))
            .Concat(Enum.GetValues<GroupKind>().Select(kind => $"Group.{Words.Of(kind)}"))
            .Concat(RulesFormTests.Faults.Select(fault => $"Rules.Wrong.{fault.Data.Item2}"))));

    [Fact]
    public void Every_outcome_and_line_of_the_account_has_its_sentence() => Assert.Empty(Missing(Statement,
        Enum.GetValues<StepKind>().Select(kind => $"Result.{Words.Of(kind)}")
            .Concat(Enum.GetValues<AccountCheck>().Select(check => $"Check.{Words.Of(check)}"))
            .Concat(Enum.GetValues<SignatureRole>().Select(role => $"Sign.{Words.Of(role)}"))));

    [Fact]
    public void Every_step_of_the_count_every_choice_and_every_role_has_its_name() => Assert.Empty(Missing(Console,
        Enum.GetValues<LiveResults>().SelectMany(live => new[] { $"Show.{live}", $"Show.{live}.More" })
            .Concat(Enum.GetValues<StationRole>().Select(role => $"Role.{Words.Of(role)}"))
            .Concat(Enum.GetValues<CountStep>().Select(step => $"Count.Step.{Words.Of(step)}"))
            .Concat(Enum.GetValues<PictureProblem>().Select(problem => $"Picture.{problem}"))
            .Concat(Enum.GetValues<CountStepState>().Select(state => $"Count.State.{Words.Of(state)}"))
            .Concat(Enum.GetValues<SignatureRole>().Select(role => $"Signed.{Words.Of(role)}"))
            .Concat(Enum.GetValues<VotesFrom>().SelectMany(from => new[] { $"VotesFrom.{Words.Of(from)}", $"VotesFrom.{Words.Of(from)}.More" }))
            .Concat(Enum.GetValues<CheckInMode>().SelectMany(mode => new[] { $"CheckIn.{Words.Of(mode)}", $"CheckIn.{Words.Of(mode)}.More" }))));

    [Fact]
    public void A_door_knows_every_phase_it_can_meet()
    {
        Assert.Empty(Missing(Door, new[] { DayPhase.Draft, DayPhase.Published, DayPhase.Open, DayPhase.Paused, DayPhase.Closed }.Select(phase => $"Door.Phase.{Words.Of(phase)}").Append("Door.Phase.speaking")));
        Assert.Empty(Missing(Door, Enum.GetValues<CheckInMode>().Select(Words.Of).SelectMany(mode => new[] { $"Door.Arrivals.{mode}", $"Door.Typed.{mode}", $"Door.Go.{mode}", $"Door.Help.{mode}.1", $"Door.Help.{mode}.2", $"Door.Help.{mode}.3" })));
        Assert.Empty(Missing(Door, new[] { "hand-over", "let-in", "already-handed-out", "ended", "not-open", "no-connection", "not-paired" }.SelectMany(answer => new[] { $"Door.Answer.{answer}", $"Door.Answer.{answer}.More" })));
        Assert.Empty(Missing(Door, new[] { "inside", "misread" }.SelectMany(answer => new[] { $"Door.Answer.{answer}", $"Door.Answer.{answer}.Cards.More", $"Door.Answer.{answer}.Register.More" })));
    }
}
