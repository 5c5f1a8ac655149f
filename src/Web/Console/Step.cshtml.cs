using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.PlainRules;
using PbDecisionDay.Web.Statements;
using Words = PbDecisionDay.Rules.Text.Words;

namespace PbDecisionDay.Web.Console;

/// <summary>One step of the life cycle: what it does, why, and that a second approver agrees where one is needed.</summary>
public sealed class StepModel(
    IGrainFactory grains, IStringLocalizer<ConsoleWords> say, IStringLocalizer<RuleWords> rules, DayReader days, TimeProvider time)
    : ConsoleDayPage(grains, say)
{
    [FromRoute]
    public string To { get; set; } = "";

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Today's date, where the organiser said that the day opens on another date than its own.</summary>
    [BindProperty]
    public string? OnDate { get; set; }

    /// <summary>Whether the organiser said that the day opens with nobody outside who countersigns its log.</summary>
    [BindProperty]
    public bool WithoutWitness { get; set; }

    public DayPhase Phase { get; private set; }

    /// <summary>The date at the day's place.</summary>
    public string Today => StepRules.DateAt(time.GetUtcNow(), Day.Settings.TimeZone);

    /// <summary>Whether the page asks first, because the day would open on another date than its own.</summary>
    public bool AsksForDate =>
        Phase == DayPhase.Open && Day.Phase == DayPhase.Published && StepRules.IsOtherDate(Day.Rehearsal, Day.Settings.Date, Today);

    /// <summary>Whether the page asks first, because nobody outside would countersign the log, or those who are named do not.</summary>
    public bool AsksForWitness => Opens && (StepRules.IsUnwitnessed(Day.Rehearsal, Day.Settings) || WitnessesSilent);

    /// <summary>Whether witnesses are named and none of them signed when they were asked.</summary>
    public bool WitnessesSilent { get; private set; }

    private bool Opens => Phase == DayPhase.Open && Day.Phase == DayPhase.Published && !Day.Rehearsal;

    public IReadOnlyList<string> Consequences { get; private set; } = [];

    /// <inheritdoc cref="ConsoleDayPage.WarningsOf"/>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public int OtherOrganisers { get; private set; }

    /// <summary>Who may approve the day's steps if it is published now.</summary>
    public IReadOnlyList<OrganiserView> Approvers { get; private set; } = [];

    /// <summary>The step's name in the words: opening after a pause is another step than opening.</summary>
    public string Name => Phase == DayPhase.Open && Day.Phase == DayPhase.Paused ? "resume" : Words.Of(Phase);

    public bool NeedsReason => StepRules.NeedsReason(Phase);

    public bool NeedsSecond => StepRules.NeedsSecondPerson(Day.Phase, Phase, Day.Rehearsal);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken)) return NotFound();
        var step = await new Transition(Phase, (Reason ?? "").Trim(), By, "") { OnDate = OnDate ?? "", WithoutWitness = Opens && WithoutWitness }.AsReadAsync(Grains, Day, cancellationToken);
        var outcome = await WithSecondAsync(
            StepsToApprove.Of(step),
            second => LongSteps.UntilEndedAsync(() => DayGrain.TransitionAsync(step with { SecondBy = second }, cancellationToken), Patience, cancellationToken),
            cancellationToken);
        if (outcome is null) return Page();
        days.Forget(Day.Day);
        if (outcome.Refusal == DayRefusal.Working) return Redirect($"/console/days/{Day.Day}/count?step=result");
        if (outcome.Refusal == DayRefusal.OtherDate)
            return Refuse(Say["Step.open.OtherDateMore", DateOf(Today), DateOf(Day.Settings.Date)]);
        WitnessesSilent = outcome.Refusal == DayRefusal.NeedsWitness && !Day.Settings.Witnesses.IsEmpty;
        if (outcome.Refusal != DayRefusal.None) return Refuse(outcome);
        var checking = StepRules.EndsVoting(Phase) && (await DayGrain.GetAsync(cancellationToken))?.Phase == DayPhase.Checking;
        var done = Say[checking ? "Step.checking.Done" : $"Step.{Name}.Done"];
        return Phase == DayPhase.Published ? await GoOnAsync(done, cancellationToken) : GoTo(Phase == DayPhase.Counted ? "/result" : "", done);
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!Words.TryRead<DayPhase>(To, out var phase) || phase is DayPhase.Draft or DayPhase.Checking) return false;
        Phase = phase;
        var organisers = await Organisation.ListOrganisersAsync(cancellationToken);
        OtherOrganisers = organisers.Count(organiser => organiser.Id != By && organiser is { RehearsalsOnly: false, Removed: false });
        Approvers = [.. organisers.Where(organiser => organiser is { RehearsalsOnly: false, Confirmed: not Confirmation.None })];
        var box = await Grains.GetDayStatusAsync(Day.Day, cancellationToken);
        var draft = phase == DayPhase.Published ? (await DraftGroups.ReadAsync(Grains, Day, cancellationToken)).InWords(Day.Settings.Limits, rules) : [];
        Consequences = [.. Lines(box, draft)];
        Warnings = [.. WarningsOf(Phase, box)];
        return true;
    }

    private IEnumerable<string> Lines(BoxStatus box, IEnumerable<string> draft)
    {
        switch (Phase)
        {
            case DayPhase.Published:
                foreach (var line in PublishingLines.Of(Day, draft, Approvers, Say, rules)) yield return line;
                break;
            default:
                foreach (var line in ConsequencesOf(Phase, box)) yield return line;
                break;
        }
    }
}
