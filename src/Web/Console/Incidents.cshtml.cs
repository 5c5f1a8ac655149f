using System.Collections.Immutable;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Running;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// The incident book of a day: organisers write down what happened. Nothing is edited, only added to; it holds no names and no card numbers, and goes with the
/// day's papers. Source: docs/adr/0087.
/// </summary>
public sealed class IncidentsModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, TimeProvider time) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string? Clock { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Handled { get; set; }

    [BindProperty]
    public string? Incident { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>The entries, the oldest first.</summary>
    public ImmutableArray<Incident> Book { get; private set; } = [];

    /// <summary>Whether anything may still be written.</summary>
    public bool MayWrite => Day.Phase != DayPhase.Archived;

    /// <summary>What the clock in the hall shows now.</summary>
    public string Now => LocalTime.ClockOf(time.GetUtcNow(), Day.Settings.TimeZone);

    private IRunningGrain Grain => Grains.GetGrain<IRunningGrain>(Day.Day);

    public Task OnGetAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await WrittenAsync(Grain.WriteIncidentAsync(new WriteIncident(Clock ?? "", Place ?? "", What ?? "", Handled ?? ""), By, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellationToken) =>
        await WrittenAsync(Grain.AddToIncidentAsync(Incident ?? "", Text ?? "", By, cancellationToken), cancellationToken);

    /// <summary>The book as a text, for the folder of the day's papers.</summary>
    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        return File(Encoding.UTF8.GetBytes(Print()), $"{MediaTypeNames.Text.Plain}; charset=utf-8", $"{Day.Day}-incidents.txt");
    }

    private string Print()
    {
        var text = new StringBuilder().Append(Say["Incidents.Title"]).Append(" · ").Append(Title).Append('\n');
        foreach (var entry in Book)
        {
            text.Append('\n').Append(entry.Id).Append(". ").Append(entry.Told.Clock).Append(" · ").Append(entry.Told.Place).Append('\n').Append(entry.Told.What).Append('\n');
            if (entry.Told.Handled.Length > 0) text.Append(Say["Incidents.Handled"]).Append(": ").Append(entry.Told.Handled).Append('\n');
            text.Append('(').Append(Say["Incidents.WrittenBy", OrganiserName(entry.By), TimeOf(entry.At)]).Append(")\n");
            foreach (var more in entry.Additions)
                text.Append("+ ").Append(more.Text).Append(" (").Append(Say["Incidents.WrittenBy", OrganiserName(more.By), TimeOf(more.At)]).Append(")\n");
        }
        return text.ToString();
    }

    private async Task<IActionResult> WrittenAsync(Task<DayOutcome> asked, CancellationToken cancellationToken)
    {
        var outcome = await asked;
        if (outcome.Refusal == DayRefusal.None) return GoTo("/incidents", Say["Incidents.Written"]);
        await LookAsync(cancellationToken);
        return Refuse(outcome);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await ReadOrganisersAsync(cancellationToken);
        Book = await Grain.GetIncidentsAsync(cancellationToken);
    }
}
