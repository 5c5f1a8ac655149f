using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Stalls;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Screens;

/// <summary>A hall's screen. It shows what everyone may know, so it needs no pairing; a paired one finds its day by itself.</summary>
public sealed class ScreenModel(DayReader reader, ScreenFeed feed, IGrainFactory grains) : PageModel
{
    /// <summary>The day to show; <c>null</c> where one has to be chosen.</summary>
    public PublicDay? Day { get; private set; }

    /// <summary>The days to choose from.</summary>
    public IReadOnlyList<DayView> Days { get; private set; } = [];

    /// <summary>Whether this is a paired screen of the day, whose keys turn the pages of all.</summary>
    public bool Presents { get; private set; }

    public string Title => Day!.View.Settings.Title.ForReader().Text;

    /// <summary>What the script starts from, as JSON that no text can break out of.</summary>
    public HtmlString Data { get; private set; } = HtmlString.Empty;

    public async Task<IActionResult> OnGetAsync(string? day, CancellationToken cancellationToken)
    {
        var station = (await HttpContext.AuthenticateAsync(StationAccess.Scheme)).Principal;
        if (day is null)
        {
            if (station is not null) return Redirect($"/screen/{station.StationDay()}");
            Days = [.. await reader.ListAsync(cancellationToken)];
            return Days.Count == 1 ? Redirect($"/screen/{Days[0].Day}") : Page();
        }
        Day = await reader.FindAsync(day, cancellationToken);
        if (Day is null || await feed.FindAsync(day, cancellationToken) is not { } now
            || await feed.FindPresentationAsync(day, cancellationToken) is not { } presentation) return NotFound();
        // The token against forgery is made for whom the presenter's page will see: an organiser on this browser first, then the station.
        if (station is not null) HttpContext.User = new([.. HttpContext.User.Identities.Where(identity => identity.IsAuthenticated), .. station.Identities]);
        Presents = station?.Station(StationRole.Screen)?.StationDay() == day;
        var beside = await grains.GetGrain<IStallsGrain>(day).GetAsync(cancellationToken);
        Data = new HtmlString(JsonSerializer.Serialize(ScreenStart.Of(Day, beside, now, presentation), JsonSerializerOptions.Web));
        return Page();
    }
}

/// <summary>What a screen starts from; after that it lives on snapshots.</summary>
/// <param name="Pots">The pots of money.</param>
/// <param name="Stalls">The stalls in the order of the paper.</param>
/// <param name="CountsPoints">Whether support is counted in points rather than votes.</param>
/// <param name="NoMoney">No money at all as the reader's language writes it, such as <c>£0</c>: the script puts other amounts in its place.</param>
/// <param name="MoneyDigits">The decimals of the day's currency: 0, 2 or 3.</param>
/// <param name="InPart">Whether the last project of a pot may get a part of what it asks for.</param>
/// <param name="Now">The day's current snapshot.</param>
/// <param name="Presentation">What its presenter shows.</param>
public sealed record ScreenStart(
    IReadOnlyList<ScreenPot> Pots, IReadOnlyList<ScreenStall> Stalls, bool CountsPoints, string NoMoney, int MoneyDigits, bool InPart, ScreenMessage Now,
    PresentationMessage Presentation)
{
    internal static ScreenStart Of(PublicDay day, StallsView beside, ScreenMessage now, PresentationMessage presentation)
    {
        var currency = day.View.Settings.Currency;
        return new(
            [.. day.Paper.Pots.Select(pot => new ScreenPot(pot.Id, pot.Title, day.Changes.TotalOf(pot), Money.Format(day.Changes.TotalOf(pot), currency)))],
            [.. day.Paper.Proposals.Select(proposal => ScreenStall.Of(day, proposal, beside))],
            day.Rules.Allocation.CountsPoints, Money.Format(0, currency), Money.DigitsOf(currency),
            day.Rules.Allocation.Marginal.Kind == Rules.Allocation.MarginalKind.Part, now, presentation);
    }
}

/// <summary>A pot on a screen.</summary>
public sealed record ScreenPot(string Id, string Name, long Amount, string AmountText);

/// <summary>A stall on a screen.</summary>
public sealed record ScreenStall(
    string Id, string Title, string Language, string Group, string Line, string Place, string Picture, string Pot, long Ask, string AskText)
{
    internal static ScreenStall Of(PublicDay day, Rules.Papers.Proposal proposal, StallsView beside)
    {
        var view = day.Find(proposal.Id);
        var text = view?.Content.Texts.ForReader() ?? new ProposalText("en", proposal.Title, "", "");
        return new(
            proposal.Id, text.Title, text.Language, view?.Content.Group ?? "", OneLine(text), view?.Content.Stall ?? "",
            view is null ? "" : StallEndpoints.PictureOf(day.Id, view, beside), proposal.Pot, proposal.Ask, Money.Format(proposal.Ask, day.View.Settings.Currency));
    }

    // The first easy-read sentence, else the first of the summary.
    private static string OneLine(ProposalText text)
    {
        if (text.EasyRead.Length > 0) return text.EasyRead.Split('\n')[0].Trim();
        var end = text.Summary.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text.Summary : text.Summary[..(end + 1)];
    }
}
