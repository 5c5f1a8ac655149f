using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Statements;
using Words = PbDecisionDay.Rules.Text.Words;

namespace PbDecisionDay.Web.Console;

/// <summary>Two organisers change a pot's money, withdraw a project or restore it, where the frozen rules allow it; and what was changed.</summary>
public sealed class ChangesModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days, ChangesReader changes) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string? Pot { get; set; }

    /// <summary>The pot's new total as it was typed.</summary>
    [BindProperty]
    public string? Total { get; set; }

    [BindProperty]
    public string? MoneyReason { get; set; }

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Project { get; set; }

    [BindProperty]
    public string? ProjectReason { get; set; }

    /// <summary>What a project asks for, and the least that it takes, as they were typed.</summary>
    [BindProperty]
    public string? Cost { get; set; }

    [BindProperty]
    public string? Least { get; set; }

    /// <summary>Whether the organisers hold the group's signed consent.</summary>
    [BindProperty]
    public bool Consent { get; set; }

    /// <summary>The frozen paper; <c>null</c> before publishing.</summary>
    public Paper? Paper { get; private set; }

    /// <summary>What was changed of it.</summary>
    public PaperChanges Now { get; private set; } = PaperChanges.None;

    /// <summary>The changes in the order made.</summary>
    public ImmutableArray<ToldChange> Made { get; private set; } = [];

    /// <summary>Why no pot may change now, by name in the words; <c>null</c> where one may.</summary>
    public string? MoneyStands { get; private set; }

    /// <summary>Why no project may be withdrawn now, by name in the words; <c>null</c> where one may.</summary>
    public string? ProjectsStand { get; private set; }

    /// <summary>Whether only a project's own group may withdraw it now, with its signed consent: the standings can be seen.</summary>
    public bool OnlyItsGroup { get; private set; }

    /// <summary>How much of the awards may be told now, by name in the words.</summary>
    public string AwardsTold { get; private set; } = "";

    /// <summary>Each project's award without the changes and with them, minor units; none before the declaration, and where nothing was changed.</summary>
    public ImmutableArray<(string Project, long Without, long With)> Awards { get; private set; } = [];

    /// <summary>The projects that take part.</summary>
    public IEnumerable<Proposal> In => Paper!.Proposals.Where(proposal => !Now.Withdrawn.Contains(proposal.Id));

    /// <summary>The projects that were taken out.</summary>
    public IEnumerable<Proposal> Out => Paper!.Proposals.Where(proposal => Now.Withdrawn.Contains(proposal.Id));

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) =>
        base.OnPageHandlerExecutionAsync(context, async () =>
        {
            await ReadOrganisersAsync(HttpContext.RequestAborted);
            await LookAsync(HttpContext.RequestAborted);
            return await next();
        });

    public void OnGet() { }

    /// <summary>Gives a pot a new total.</summary>
    public async Task<IActionResult> OnPostMoneyAsync(CancellationToken cancellationToken)
    {
        if (MoneyStands is { } stands) return Refuse(Say[$"Changes.No.{stands}"]);
        if (Paper!.Pots.FirstOrDefault(one => one.Id == Pot) is not { } pot) return Refuse(Say["Changes.NoPot"], nameof(Pot));
        if (!MoneyText.TryReadTotal(Rules.Text.Digits.Western(Total ?? ""), Paper.Currency, out var total))
            return Refuse(Say["Changes.TotalWrong", MoneyText.Example(Paper.Currency)], nameof(Total));
        if (!Words.TryRead<PotReason>(MoneyReason ?? "", out var reason)) return Refuse(Say["Changes.ReasonMissing"], "MoneyReason-added");
        if (!Words.TryRead<PotSource>(Source ?? "", out var source)) return Refuse(Say["Changes.SourceMissing"], nameof(Source));
        var before = Now.TotalOf(pot);
        if (total == before) return Refuse(Say["Changes.SameTotal"], nameof(Total));
        if (reason == PotReason.Added ? total < before : reason == PotReason.Withdrawn && total > before)
            return Refuse(Say[$"Changes.OtherWay.{Words.Of(reason)}"], nameof(Total));
        if (!Now.WithTotal(pot.Id, total).IsWithinBounds(Paper)) return Refuse(Say["Changes.TotalWrong", MoneyText.Example(Paper.Currency)], nameof(Total));
        var command = new ChangePotTotal(pot.Id, total, source, reason);
        var step = StepToApprove.Of(ApprovedStep.ChangePot, pot.Id, total.ToString(CultureInfo.InvariantCulture), Words.Of(source), Words.Of(reason));
        return await TogetherAsync(
            step, second => DayGrain.ChangePotAsync(command, By, second, cancellationToken), Say["Changes.MoneyDone"], nameof(Total), cancellationToken);
    }

    /// <summary>Withdraws a project.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken)
    {
        if (ProjectsStand is { } stands) return Refuse(Say[$"Changes.No.{stands}"]);
        if (In.FirstOrDefault(one => one.Id == Project) is not { } project) return Refuse(Say["Changes.NoProject"], nameof(Project));
        var known = Words.TryRead<WithdrawReason>(ProjectReason ?? "", out var reason) && reason != WithdrawReason.Restored;
        if (!known || (OnlyItsGroup && reason != WithdrawReason.Withdrawn)) return Refuse(Say["Changes.ReasonMissing"], "ProjectReason-withdrawn");
        if (OnlyItsGroup && !Consent) return Refuse(Say["Changes.ConsentMissing"], nameof(Consent));
        return await WithdrawAsync(new WithdrawFromPaper(project.Id, reason, Consent && reason == WithdrawReason.Withdrawn), "Changes.Withdrawn", cancellationToken);
    }

    /// <summary>Corrects a cost before voting opens; the paper is published again.</summary>
    public async Task<IActionResult> OnPostCostAsync(CancellationToken cancellationToken)
    {
        if (Day.Phase != DayPhase.Published || Paper is null) return Refuse(Say["Changes.CostFixed"]);
        if (Paper.Find(Project ?? "") is not { } project) return Refuse(Say["Changes.NoProject"], "CostProject");
        if (!MoneyText.TryRead(Rules.Text.Digits.Western(Cost ?? ""), Paper.Currency, out var ask)) return Refuse(Say["Changes.CostWrong", MoneyText.Example(Paper.Currency)], nameof(Cost));
        var least = ask;
        if (!string.IsNullOrWhiteSpace(Least) && (!MoneyText.TryRead(Rules.Text.Digits.Western(Least), Paper.Currency, out least) || least > ask))
            return Refuse(Say["Changes.LeastWrong"], nameof(Least));
        if ((ask, least) == (project.Ask, project.Minimum)) return Refuse(Say["Changes.SameCost"], nameof(Cost));
        var step = StepToApprove.Of(ApprovedStep.CorrectCost, project.Id, ask.ToString(CultureInfo.InvariantCulture), least.ToString(CultureInfo.InvariantCulture));
        return await TogetherAsync(
            step, second => DayGrain.CorrectCostAsync(new CorrectCost(project.Id, ask, least), By, second, cancellationToken), Say["Changes.CostDone"], nameof(Cost), cancellationToken);
    }

    /// <summary>Takes a withdrawn project in again.</summary>
    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken cancellationToken)
    {
        if (ProjectsStand is { } stands || OnlyItsGroup) return Refuse(Say[$"Changes.No.{ProjectsStand ?? "projects-shown"}"]);
        return Out.FirstOrDefault(one => one.Id == Project) is { } project
            ? await WithdrawAsync(new WithdrawFromPaper(project.Id, WithdrawReason.Restored, Consent: false), "Changes.Restored", cancellationToken)
            : Refuse(Say["Changes.NoProject"]);
    }

    private Task<IActionResult> WithdrawAsync(WithdrawFromPaper command, string done, CancellationToken cancellationToken) => TogetherAsync(
        StepToApprove.Of(ApprovedStep.WithdrawProposal, command.Proposal, Words.Of(command.Reason), command.Consent ? "consent" : ""),
        second => DayGrain.WithdrawProposalAsync(command, By, second, cancellationToken), Say[done, Isolated.Of(Paper.Title(command.Proposal))], nameof(Project), cancellationToken);

    private async Task<IActionResult> TogetherAsync(
        StepToApprove step, Func<string, Task<DayOutcome>> carryOut, string done, string field, CancellationToken cancellationToken)
    {
        var outcome = await WithSecondAsync(step, carryOut, cancellationToken);
        if (outcome is null) return Page();
        days.Forget(Day.Day);
        return outcome.Refusal == DayRefusal.None ? GoTo("/changes", done) : Refuse(Sentence(outcome), outcome.Refusal == DayRefusal.Invalid ? field : null);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        Now = ChangesMade.Of(Day);
        if (!Paper.TryParse(Day.Paper, out var paper, out _) || !FrozenRules.TryParse(Day.Rules, out var rules, out _))
        {
            (MoneyStands, ProjectsStand) = ("draft", "draft");
            return;
        }
        Paper = paper;
        Made = await changes.ReadAsync(Day, cancellationToken);
        var box = await Grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(Day.Day)).GetStatusAsync(cancellationToken);
        var decided = box.Mix != MixStage.None || box.ResultHash.Length > 0;
        var seen = ChangeRules.StandingsSeen(rules!, box.Phase);
        OnlyItsGroup = seen;
        MoneyStands = Stands("money", ChangeRules.OfMoney(rules!, box.Phase, decided));
        ProjectsStand = Stands("projects", ChangeRules.OfProjects(rules!, box.Phase, decided, byItsGroup: true));
        AwardsTold = box.Phase == BoxPhase.BeforeOpening ? "nobody-voted" : box.Phase == BoxPhase.Closed || !seen ? "hidden" : "standings";
        if (ResultDocument.Read(Day.Result) is not { } result) return;
        AwardsTold = Made.IsEmpty ? "counted" : Day.Phase == DayPhase.Counted ? "not-declared" : Made.Any(one => one.Effect is null) ? "unknown" : "counted";
        var with = result.Ends.ToDictionary(step => step.Project, step => step.Amount, StringComparer.Ordinal);
        Awards = Made.IsEmpty || AwardsTold != "counted" ? [] : [.. paper!.Proposals.Select(proposal => (proposal.Id, with.GetValueOrDefault(proposal.Id) - Difference(proposal.Id), with.GetValueOrDefault(proposal.Id)))];
    }

    /// <summary>A day that is over, or just ending its voting, changes nothing, whatever its rules say.</summary>
    private string? Stands(string what, ChangeRefusal refusal) => refusal switch
    {
        ChangeRefusal.NeverAllowed => $"{what}-never",
        ChangeRefusal.StandingsShown => $"{what}-shown",
        ChangeRefusal.AfterMix => "counted",
        ChangeRefusal.AfterOpening => "opened",
        ChangeRefusal.AfterLast => "ended",
        _ => Day.Phase switch
        {
            DayPhase.Published or DayPhase.Open or DayPhase.Paused or DayPhase.Closed => null,
            DayPhase.Checking => "checking",
            _ => "over",
        },
    };

    private long Difference(string project) => Made.Sum(one => Of(one.Effect!.More, project) - Of(one.Effect.Less, project));

    private static long Of(ImmutableArray<Rules.Allocation.ChangedAward> awards, string project) =>
        awards.Where(award => award.Project == project).Sum(award => award.Difference);
}
