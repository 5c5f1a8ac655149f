using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Console;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Pages.Console;

/// <summary>All days, newest first.</summary>
public sealed class DaysModel(IGrainFactory grains, IStringLocalizer<Resources.Console> say) : ConsolePage(grains, say)
{
    public IReadOnlyList<DayView> Days { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var ids = await Organisation.ListDaysAsync(cancellationToken);
        var views = await Task.WhenAll(ids.Select(id => Grains.GetGrain<IDecisionDayGrain>(id).GetAsync(cancellationToken)));
        Days = [.. views.OfType<DayView>().Where(day => User.MayActOn(day.Rehearsal))];
    }
}
