using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Receipts;

/// <summary>
/// Checks a receipt: in the browser (Client/receipt.ts), or here where the browser runs no script. Without a day in the address the
/// receipt names its log itself. Nothing is changed, so there is nothing to forge.
/// </summary>
[IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CheckModel(DayReader days, ReceiptCheck check) : PageModel
{
    private IReadOnlyList<KnownLog> logs = [];

    /// <summary>The receipt as pasted.</summary>
    [BindProperty]
    public string Pasted { get; set; } = "";

    /// <summary>What the check came to; <c>null</c> before one.</summary>
    public CheckOutcome? Outcome { get; private set; }

    /// <summary>Whether the day in the address is a rehearsal.</summary>
    public bool Rehearsal => logs.Select(log => log.Day).Distinct().Count() == 1 && logs[0].Rehearsal;

    /// <summary>The logs, for the script.</summary>
    public HtmlString Data => new(JsonSerializer.Serialize(logs, JsonSerializerOptions.Web));

    public async Task<IActionResult> OnGetAsync(string? day, CancellationToken cancellationToken) =>
        await ReadLogsAsync(day, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? day, CancellationToken cancellationToken)
    {
        if (!await ReadLogsAsync(day, cancellationToken)) return NotFound();
        Outcome = await check.CheckAsync(Pasted ?? "", logs, cancellationToken);
        return Page();
    }

    private async Task<bool> ReadLogsAsync(string? day, CancellationToken cancellationToken)
    {
        var views = day is null
            ? await days.ListWithPracticesAsync(cancellationToken)
            : await days.FindViewAsync(day, cancellationToken) is { } one ? [one] : [];
        logs = [.. (await Task.WhenAll(views.Select(view => LogsOfAsync(view, cancellationToken)))).SelectMany(its => its)];
        return day is null || logs.Count > 0;
    }

    private async Task<IEnumerable<KnownLog>> LogsOfAsync(DayView day, CancellationToken cancellationToken)
    {
        var main = new PublicLog(BoxKey.MainLog, day.Origin, await days.LogKeyAsync(day.Day, cancellationToken));
        return (await days.OtherLogsAsync(day, cancellationToken)).Prepend(main)
            .Select(log => new KnownLog(day.Day, day.Settings.Title.ForReader().Text, log.Origin, log.LogKey, day.Rehearsal, log.Log));
    }
}
