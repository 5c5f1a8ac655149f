using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace PbDecisionDay.Ledger.Cards;

/// <summary>
/// The QR inside a card, <c>&lt;site&gt;/v/&lt;day&gt;#&lt;24 symbols&gt;</c>. The secret stands in the fragment, which
/// browsers do not send, so it never reaches a server or its log.
/// </summary>
public sealed partial class CardLink
{
    private CardLink(string? site, string? day, CardSecret secret) => (Site, Day, Secret) = (site, day, secret);

    /// <summary>Scheme, host and perhaps a path, without a slash at its end; null where a bare code was read.</summary>
    public string? Site { get; }

    /// <summary>The day's name in links; null where a bare code was read.</summary>
    public string? Day { get; }

    /// <summary>The card's secret.</summary>
    public CardSecret Secret { get; }

    /// <summary>The link's text, secret included: for print, and never for a log.</summary>
    public string Text => Site is null ? Secret.Symbols : $"{Site}/v/{Day}#{Secret.Symbols}";

    /// <summary>The link of a card.</summary>
    /// <param name="site">Scheme, host and perhaps a path, without a slash at its end, for example <c>https://pb.south.example</c>.</param>
    /// <param name="day">The day's name in links: 1 to 64 of <c>[a-z0-9-]</c>, first a letter or digit.</param>
    /// <param name="secret">The card's secret.</param>
    /// <exception cref="ArgumentException">The site or the day is not of that form.</exception>
    public static CardLink Of(string site, string day, CardSecret secret)
    {
        if (!SiteForm().IsMatch(site))
            throw new ArgumentException($"'{site}' is not a site: give scheme and host without a slash at the end, as in https://pb.south.example.", nameof(site));
        if (!DayForm().IsMatch(day))
            throw new ArgumentException($"'{day}' is not a day's name: take 1 to 64 of a-z, 0-9 and '-', first a letter or digit.", nameof(day));
        return new CardLink(site, day, secret);
    }

    /// <summary>Reads a scanned link, or a code as a person types it.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out CardLink? link, out CardCodeProblem problem)
    {
        var trimmed = (text ?? "").Trim();
        var parts = LinkForm().Match(trimmed);
        link = null;
        if (CardSecret.TryRead(parts.Success ? parts.Groups["code"].Value : trimmed, out var secret, out problem))
            link = parts.Success
                ? new CardLink(parts.Groups["site"].Value, parts.Groups["day"].Value, secret)
                : new CardLink(null, null, secret);
        return link is not null;
    }

    /// <summary>Shows site and day and not the secret.</summary>
    public override string ToString() => Site is null ? "card code (hidden)" : $"{Site}/v/{Day}#(hidden)";

    private const string SitePattern = @"https?://[A-Za-z0-9.\[\]:-]+(/[A-Za-z0-9._~-]+)*";
    private const string DayPattern = "[a-z0-9][a-z0-9-]{0,63}";

    [GeneratedRegex(@"\A" + SitePattern + @"\z", RegexOptions.ExplicitCapture)]
    private static partial Regex SiteForm();

    [GeneratedRegex(@"\A" + DayPattern + @"\z", RegexOptions.ExplicitCapture)]
    private static partial Regex DayForm();

    [GeneratedRegex(@"\A(?<site>" + SitePattern + ")/v/(?<day>" + DayPattern + @")#(?<code>.*)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex LinkForm();
}
