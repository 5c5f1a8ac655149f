using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>All days, newest first.</summary>
public sealed class DaysModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days) : ConsolePage(grains, say)
{
    public IReadOnlyList<DayView> Days { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var all = await days.GetAllAsync(cancellationToken);
        Days = [.. all.Where(day => User.MayActOn(day.Rehearsal))];
    }
}
