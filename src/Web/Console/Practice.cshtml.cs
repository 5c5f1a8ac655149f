using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Console;

/// <summary>Begins a practice run of a day, leads to the one that goes on, and wipes it.</summary>
public sealed class PracticeModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days) : ConsoleDayPage(grains, say)
{
    /// <summary>What one does in a run, in order, by name in the words: <c>Practice.NAME</c>.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["Cards", "Door", "Vote", "Count"];

    /// <summary>The runs so far.</summary>
    public PracticeView Practice { get; private set; } = PracticeView.None;

    /// <summary>Whether a run may begin.</summary>
    public bool MayBegin => !Day.Rehearsal && Day.Phase is DayPhase.Draft or DayPhase.Published;

    private IPracticeGrain Runs => Grains.GetGrain<IPracticeGrain>(Day.Day);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Day.PracticeOf.Length > 0) return Redirect($"/console/days/{Day.PracticeOf}/practice");
        Practice = await Runs.GetAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var outcome = await Runs.BeginAsync(By, cancellationToken);
        Practice = await Runs.GetAsync(cancellationToken);
        if (outcome.Refusal != DayRefusal.None) return Refuse(Say["Practice.Not", Sentence(outcome)]);
        Done = Say["Practice.Began"];
        return Redirect($"/console/days/{Practice.Running}");
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellationToken)
    {
        Practice = await Runs.GetAsync(cancellationToken);
        try
        {
            await Runs.EndAsync(By, cancellationToken);
        }
        catch (Exception failure) when (failure is JournalUnavailableException or RegisterUnavailableException or KeyUnavailableException)
        {
            return Refuse(Say["Practice.Unfinished"]);
        }
        days.Forget(Practice.Running);
        return GoTo("/practice", Say["Practice.Ended"]);
    }

    /// <summary>When the run that goes on is wiped, on the clock of the day's place.</summary>
    public string UntilClock => LocalTime.ClockOf(Practice.Until, Day.Settings.TimeZone);
}
