using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Marketplace;

/// <summary>The published days.</summary>
public sealed class IndexModel(DayReader days) : PageModel
{
    /// <summary>The days, newest first.</summary>
    public ImmutableArray<DayView> Days { get; private set; } = [];

    /// <summary>A day's date as people read it.</summary>
    public string Date(DayView day) => ReadableDate.Of(day.Settings.Date);

    public async Task OnGetAsync(CancellationToken cancellationToken) => Days = await days.ListAsync(cancellationToken);
}
