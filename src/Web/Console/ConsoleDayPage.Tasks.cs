using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Web.Console;

public abstract partial class ConsoleDayPage
{
    /// <summary>The day's tasks as they stand now; the organisers have to be read before.</summary>
    /// <param name="box">Its cards.</param>
    /// <param name="register">Its register.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    protected async Task<ImmutableArray<DayTask>> ReadTasksAsync(BoxStatus box, RegisterTotals register, CancellationToken cancellationToken)
    {
        var practice = Day.Rehearsal ? PracticeView.None : await Grains.GetGrain<IPracticeGrain>(Day.Day).GetAsync(cancellationToken);
        return DayTasks.Of(Day, box, register, practice, Approvers());
    }

    /// <summary>On to what the day needs next, saying what was done; back to its tasks where nothing is left to prepare.</summary>
    protected async Task<IActionResult> GoOnAsync(string done, CancellationToken cancellationToken)
    {
        await ReloadAsync(cancellationToken);
        if (Day.Phase is not (DayPhase.Draft or DayPhase.Published)) return GoTo("", done);
        await ReadOrganisersAsync(cancellationToken);
        var box = await Grains.GetDayStatusAsync(Day.Day, cancellationToken);
        var register = await Grains.GetGrain<IRegisterGrain>(Day.Day).GetTotalsAsync(cancellationToken);
        if (DayTasks.Next(await ReadTasksAsync(box, register, cancellationToken)) is not { } next) return GoTo("", done);
        Done = Say["Tasks.GoOn", done, Say[$"Next.{next.Name}"].Value];
        return Redirect(AddressOf(next.Page));
    }

    /// <summary>Where something of this day is done.</summary>
    /// <param name="page">Below the day's page, or an address of the console.</param>
    public string AddressOf(string page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.StartsWith("/console/", StringComparison.Ordinal) ? page : $"/console/days/{Day.Day}{page}";
    }

    // Whoever is confirmed when a day that counts is published may agree to its steps from then on.
    private int Approvers() => WhoMayApprove().Count(organiser => Day.Rehearsal || organiser.Confirmed is not Confirmation.None);
}
