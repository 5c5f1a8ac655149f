using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>Tries the address that will stand on the cards: a phone brings a code back from there, and this machine says what it finds.</summary>
public sealed class AddressModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days) : ConsoleDayPage(grains, say)
{
    /// <summary>The code, in the one answer that made it.</summary>
    public AddressTrial? Trial { get; private set; }

    /// <summary>What this machine finds; <c>null</c> for a day of another address than the service's own, which nobody here can judge.</summary>
    public AddressFindings? Findings { get; private set; }

    /// <summary>What a phone opens.</summary>
    public string TryAddress => $"{Day.Site}/try/{Day.Day}";

    /// <summary>What the QR says. The code stands in the fragment, which no server sees.</summary>
    public string Link => $"{TryAddress}#{Trial!.Code}";

    /// <summary>When a phone reached it last, for the page to compare; empty where none did.</summary>
    public string ReachedAt => Day.Reached?.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>What makes a hall without internet work, in order, by name in the words: <c>Address.Hall.NAME</c>.</summary>
    public IReadOnlyList<string> HallSteps { get; } = ["Name", "Router", "Certificate", "Wifi", "Try"];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        // Nobody who comes here for the first time wants anything else.
        if (Day is { Reached: null, OutOfReach: false }) Trial = await DayGrain.TryAddressAsync(cancellationToken);
        await LookAsync(cancellationToken);
    }

    /// <summary>When a phone reached it last: the page asks until that changes.</summary>
    public ContentResult OnGetReached() => Content(ReachedAt);

    /// <summary>On, once a phone has reached it; where doors may not use their cameras there is something to read first.</summary>
    public async Task<IActionResult> OnGetGoOnAsync(CancellationToken cancellationToken) => Day.Reached is { Secure: true } reached
        ? await GoOnAsync(Say["Address.Reached", TimeOf(reached.At)], cancellationToken)
        : Redirect($"/console/days/{Day.Day}/address");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Trial = await DayGrain.TryAddressAsync(cancellationToken);
        days.Forget(Day.Day);
        await LookAsync(cancellationToken);
        return Page();
    }

    /// <summary>What was found, a sentence each.</summary>
    public IEnumerable<string> Lines(AddressFindings found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var host = new Uri(Day.Site).IdnHost;
        yield return found.LeadsTo.Count == 0
            ? Say["Address.Name.unknown", host]
            : Say[found.IsHere ? "Address.Name.here" : "Address.Name.elsewhere", host, string.Join(", ", found.LeadsTo)];
        if (found is { Certificate: CertificateState.Trusted, ValidUntil: { } end })
        {
            var last = end.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return Say[string.CompareOrdinal(last, Day.Settings.Date) < 0 ? "Address.Certificate.short" : "Address.Certificate.trusted", DateOf(last)];
        }
        if (found.Certificate == CertificateState.Silent) yield return Say["Address.Certificate.silent"];
        if (found.Certificate is CertificateState.OtherName or CertificateState.OtherDate or CertificateState.UnknownIssuer)
            yield return Say["Address.Certificate.refused", Say[$"Address.Refused.{Words.Of(found.Certificate)}"].Value];
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (Day.Site == SiteAddress.Of(HttpContext)) Findings = await AddressFindings.OfAsync(new Uri(Day.Site), cancellationToken);
    }
}
