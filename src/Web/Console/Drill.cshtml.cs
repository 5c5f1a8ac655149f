using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Web.Console;

/// <summary>A drill before the day: the three holders show that any two of their sheets give the openings key. Nothing is kept of what they type.</summary>
public sealed class DrillModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public string?[] ShareText { get; set; } = [];

    [BindProperty]
    public string?[] SharePassphrase { get; set; } = [];

    /// <summary>Each pair of the three sheets, and whether it gives the key.</summary>
    public IReadOnlyList<(int One, int Other, bool Opens)> Pairs { get; private set; } = [];

    /// <summary>What the ids of the sheets' fields begin with.</summary>
    public const string SheetIds = "drill";

    public IActionResult OnGet() => Day.Shares is null ? Redirect($"/console/days/{Day.Day}/keys") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var sheets = BroughtSheet.Read(ShareText, SharePassphrase);
        if (sheets.Length != KeyShare.Shares) return Refuse(Say["Drill.Three"], BroughtSheet.TextId(SheetIds, Math.Max(0, Array.FindIndex(ShareText, string.IsNullOrWhiteSpace))));
        var pairs = new List<(int, int, bool)>();
        for (var one = 0; one < sheets.Length; one++)
            for (var other = one + 1; other < sheets.Length; other++)
            {
                // Where the key is in its place this changes nothing.
                var answer = await DayGrain.RestoreOpeningsKeyAsync([sheets[one], sheets[other]], By, cancellationToken);
                if (answer.Outcome.Refusal is not (DayRefusal.None or DayRefusal.WrongShare)) return Refuse(answer.Outcome);
                pairs.Add((one + 1, other + 1, answer.Outcome.Refusal == DayRefusal.None));
            }
        Pairs = pairs;
        ModelState.Clear();
        return Page();
    }
}
