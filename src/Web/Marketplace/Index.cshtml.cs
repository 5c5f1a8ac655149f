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
    public ImmutableArray<DayTile> Days { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Days = await days.ListAsync(DayTile.Of, cancellationToken);
}

/// <summary>A day as the first page shows it, all of it text: a day of which this cannot be made is left out, and the page stands.</summary>
/// <param name="Day">Its id.</param>
/// <param name="Stage">Where it stands, as <see cref="DayStage.Stage"/> names it.</param>
/// <param name="Rehearsal">Whether it is a rehearsal.</param>
/// <param name="Title">Its title for this reader.</param>
/// <param name="Direction">The direction of the title's language.</param>
/// <param name="Place">Where it is held.</param>
/// <param name="Date">When, as people read it.</param>
/// <param name="Hours">When one can vote.</param>
/// <param name="Money">What all pots hold together.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Says">What the tile says of where the day stands, see <see cref="DayStage.Says"/>.</param>
public sealed record DayTile(
    string Day, string Stage, bool Rehearsal, LocalText Title, string Direction, string Place, string Date, string Hours, string Money, DayColour Colour, string Says)
{
    /// <summary>The tile of a day.</summary>
    public static DayTile Of(DayView day)
    {
        ArgumentNullException.ThrowIfNull(day);
        var title = day.Settings.Title.ForReader();
        return new DayTile(
            day.Day, day.Stage(), day.Rehearsal, title, SiteLanguage.DirectionOf(title.Language), day.Settings.Place, ReadableDate.Of(day.Settings.Date),
            day.Settings.Hours, Localisation.Money.Format(day.Settings.AllMoney(), day.Settings.Currency), day.Settings.Colour, DayStage.Says(day));
    }
}
