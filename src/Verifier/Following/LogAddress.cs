using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Verifier.Following;

/// <summary>Where a day's log is to be had: <c>…/days/DAY</c>, as a person copies it, or <c>…/api/days/DAY/logs/LOG</c>.</summary>
/// <param name="Log">The folder of the log's files, ending in a slash.</param>
/// <param name="Page">The day's own page, which shows the log's key.</param>
/// <param name="Day">The day's name in links.</param>
/// <param name="NameEnd">What the log's name ends in.</param>
internal sealed partial record LogAddress(Uri Log, Uri Page, string Day, string NameEnd)
{
    /// <summary>Reads an address; what follows <c>?</c> or <c>#</c> is ignored.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LogAddress? address)
    {
        address = null;
        if (Form().Match(text.Trim()) is not { Success: true } parts)
            return false;
        var (site, day, log) = (parts.Groups["site"].Value, parts.Groups["day"].Value, parts.Groups["log"]);
        if (!Uri.TryCreate($"{site}/api/days/{day}/logs/{(log.Success ? log.Value : "main")}/", UriKind.Absolute, out Uri? files))
            return false;
        address = new(files, new Uri($"{site}/days/{day}"), day, log.Success && log.Value != LogNames.Main ? $"/{day}/{log.Value}" : $"/{day}");
        return true;
    }

    [GeneratedRegex(@"\A(?<site>https?://[^/?#\s]+(/[^?#\s]*?)?)(/days/(?<day>[a-z0-9-]+)(/audit)?|/api/days/(?<day>[a-z0-9-]+)/logs/(?<log>[a-z0-9-]+)(/checkpoint)?)/?([?#].*)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
