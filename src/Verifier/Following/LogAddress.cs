using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Verifier.Following;

/// <summary>Where a day's log is to be had: <c>…/days/DAY</c>, as a person copies it, or <c>…/api/days/DAY/logs/LOG</c>.</summary>
/// <param name="Log">The folder of the log's files, ending in a slash.</param>
/// <param name="Page">The day's own page, which shows the log's key.</param>
/// <param name="Day">The day's name in links.</param>
/// <param name="Name">The log's name among the day's logs.</param>
internal sealed partial record LogAddress(Uri Log, Uri Page, string Day, string Name)
{
    /// <summary>The folder that keeps what is seen of the log, unless another is given: each log of a day has its own.</summary>
    public string Folder => IsMain ? $"pbdd-{Day}" : $"pbdd-{Day}-{Name}";

    /// <summary>Where the fingerprint of the log's key stands beside the day's page.</summary>
    public string Fingerprint => IsMain ? "printed on the cards" : $"in the entry of the main log that announces {Name}";

    /// <summary>What the log's origin ends in.</summary>
    public string NameEnd => IsMain ? $"/{Day}" : $"/{Day}/{Name}";

    private bool IsMain => Name == LogNames.Main;

    /// <summary>Reads an address; what follows <c>?</c> or <c>#</c> is ignored.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LogAddress? address)
    {
        address = null;
        if (Form().Match(text.Trim()) is not { Success: true } parts)
            return false;
        var (site, day) = (parts.Groups["site"].Value, parts.Groups["day"].Value);
        string log = parts.Groups["log"] is { Success: true } named ? named.Value : LogNames.Main;
        if (!Uri.TryCreate($"{site}/api/days/{day}/logs/{log}/", UriKind.Absolute, out Uri? files))
            return false;
        address = new(files, new Uri($"{site}/days/{day}"), day, log);
        return true;
    }

    [GeneratedRegex(@"\A(?<site>https?://[^/?#\s]+(/[^?#\s]*?)?)(/days/(?<day>[a-z0-9-]+)(/audit)?|/api/days/(?<day>[a-z0-9-]+)/logs/(?<log>[a-z0-9-]+)(/checkpoint)?)/?([?#].*)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
