using System.Globalization;

namespace PbDecisionDay.Web.Localisation;

/// <summary>Money as people read it.</summary>
public static class Money
{
    private const int MinorUnits = 100;

    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["GBP"] = "£", ["EUR"] = "€", ["USD"] = "$", ["PLN"] = "zł", ["CHF"] = "CHF",
    };

    /// <summary>An amount with its currency: whole units alone where nothing is lost, for example <c>£12,500</c> or <c>£99.50</c>.</summary>
    /// <param name="minor">The amount in minor units.</param>
    /// <param name="currency">An ISO 4217 code.</param>
    public static string Format(long minor, string currency)
    {
        var (whole, rest) = Math.DivRem(minor, MinorUnits);
        var number = whole.ToString("#,0", CultureInfo.InvariantCulture);
        if (rest != 0) number += "." + Math.Abs(rest).ToString("00", CultureInfo.InvariantCulture);
        var symbol = Symbols.GetValueOrDefault(currency, currency);
        // Two isolates keep sign, symbol and digits in order inside a right-to-left sentence.
        var text = symbol.Length == 1 ? symbol + number : number + "\u00a0" + symbol;
        return SiteLanguage.Current.RightToLeft ? "\u2066" + text + "\u2069" : text;
    }
}
