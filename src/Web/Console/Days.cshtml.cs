using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>All days, newest first.</summary>
public sealed class DaysModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days) : ConsolePage(grains, say)
{
    /// <summary>How much room the databases have; <c>null</c> where this process has none.</summary>
    public SpaceLeft? Space { get; private set; }

    public IReadOnlyList<DayView> Days { get; private set; } = [];

    /// <summary>The ids of days that cannot be read.</summary>
    public IReadOnlyList<string> Unreadable { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Space = SpaceLeft.Of(HttpContext.RequestServices.GetService<StorageHealth>(), Say);
        var all = await days.GetAllAsync(day => User.MayActOn(day.Rehearsal) && day.PracticeOf.Length == 0 ? day : null, cancellationToken);
        Days = [.. all.Select(day => day.Shown).OfType<DayView>()];
        Unreadable = [.. all.Where(day => day.Fault is not null).Select(day => day.Day)];
    }
}
