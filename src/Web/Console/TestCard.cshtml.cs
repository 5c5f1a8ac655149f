using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// Where the square of a test card leads. Its code says that somebody holds the paper, and opens nothing; a button is pressed, so that what looks at an
/// address before anybody does registers no batch.
/// </summary>
[IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TestCardModel(IGrainFactory grains, IStringLocalizer<OrganiserWords> refusals, DayReader days) : PageModel
{
    /// <summary>The one sentence that says why the print does not count; <c>null</c> where nothing was refused.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The code as it stands on the paper.</summary>
    public string Shown { get; private set; } = "";

    /// <summary>The print that was tested; <c>null</c> before.</summary>
    public CardPrint? Print { get; private set; }

    public async Task<IActionResult> OnGetAsync(string day, string code, CancellationToken cancellationToken) =>
        await IsThereAsync(day, code, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string day, string code, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(day, code, cancellationToken)) return NotFound();
        var tested = await grains.GetGrain<IDecisionDayGrain>(day).TestPrintAsync(code, cancellationToken);
        if (tested.Outcome.Refusal != DayRefusal.None)
        {
            Refusal = tested.Outcome.Sentence(refusals);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        days.Forget(day);
        Print = tested.Print;
        return Page();
    }

    private async Task<bool> IsThereAsync(string day, string code, CancellationToken cancellationToken)
    {
        if (!ShortNumber.TryRead(code, out var number, out _) || await days.GetAsync(day, cancellationToken) is null) return false;
        Shown = number!.ToString();
        return true;
    }
}
