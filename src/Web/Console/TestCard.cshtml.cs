using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// Where the square of a test card leads. Its code says that somebody holds the paper, and opens nothing; a button is pressed, so that what looks at an
/// address before anybody does registers no batch.
/// </summary>
public sealed class TestCardModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days) : ConsolePage(grains, say)
{
    /// <summary>The code as it stands on the paper.</summary>
    public string Shown { get; private set; } = "";

    /// <summary>The print that was tested; <c>null</c> before.</summary>
    public CardPrint? Print { get; private set; }

    public async Task<IActionResult> OnGetAsync(string day, string code, CancellationToken cancellationToken) =>
        await IsThereAsync(day, code, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string day, string code, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(day, code, cancellationToken)) return NotFound();
        var tested = await Grains.GetGrain<IDecisionDayGrain>(day).TestPrintAsync(code, cancellationToken);
        if (tested.Outcome.Refusal != DayRefusal.None) return Refuse(Sentence(tested.Outcome));
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
