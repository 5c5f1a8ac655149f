using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Console;

/// <summary>Whether a closed day's votes look right, for organisers: how they came before the declaration, and what they say after it.</summary>
public sealed class LookModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    /// <summary>What they look like; <c>null</c> before the close.</summary>
    public DayLook? Look { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (Day.Phase is DayPhase.Closed or DayPhase.Counted or DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived)
            Look = await DayLook.ReadAsync(Grains, Day, cancellationToken);
    }
}
