using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// The address residents open, and the log's name that follows from it: host, port where it is not the scheme's own,
/// slash, day. Both are fixed before cards are made: the origin salts the derivation of every card.
/// It is also a key name of C2SP signed-note, which has neither spaces nor plus signs.
/// </summary>
internal static class DaySite
{
    /// <summary>Reads a site and writes it in one way: scheme, host in lower-case ASCII, port where it is not the scheme's own.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? site, [NotNullWhen(false)] out string? problem)
    {
        site = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            problem = "The site is the address residents open, starting with https:// (or http://), for example https://pb.south.example.";
        else if (uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            problem = "The site ends after the host name: no path, question mark, hash sign or user name.";
        else if (uri.IdnHost.Length > 200 || !uri.IdnHost.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '.' or '-'))
            problem = "The site needs a host name of letters, digits, dots and hyphens, at most 200; an IPv6 address cannot name a log.";
        else
            (site, problem) = ($"{uri.Scheme}://{Authority(uri)}", null);
        return problem is null;
    }

    /// <summary>The name of a day's main log under a site as <see cref="TryRead"/> writes it.</summary>
    public static string Origin(string site, string day) => $"{Authority(new Uri(site))}/{day}";

    /// <summary>
    /// Whether a site as <see cref="TryRead"/> writes it is one that phones do not find: each device's own (<c>localhost</c>, loopback, the address that
    /// stands for every one), a link's own (169.254.0.0/16, fe80::/10), a name without a dot, or one under <c>.local</c>, which many phones do not look
    /// up. On a card or a paper it would lead nobody to the day. Private addresses may stand there: a hall may have a network of its own.
    /// </summary>
    public static bool IsOutOfReach(string site)
    {
        var host = new Uri(site).IdnHost.TrimEnd('.');
        return IPAddress.TryParse(host, out var address)
            ? IsOutOfReach(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
            : !host.Contains('.', StringComparison.Ordinal)
                || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
                || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsOutOfReach(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
        || address.IsIPv6LinkLocal || address.GetAddressBytes() is [169, 254, _, _];

    private static string Authority(Uri uri)
    {
        var host = uri.IdnHost.ToLowerInvariant();
        return uri.IsDefaultPort ? host : $"{host}:{uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
    }
}
