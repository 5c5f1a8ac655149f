using System.Globalization;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Localisation;

/// <summary>Money as people read it.</summary>
public static class Money
{
    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["GBP"] = "£", ["EUR"] = "€", ["USD"] = "$", ["PLN"] = "zł", ["CHF"] = "CHF",
    };

    /// <summary>Decimal digits of a currency: 0, 2 or 3. Two for a code that names none, which no day can be given any more.</summary>
    public static int DigitsOf(string currency) => Currencies.DigitsOf(currency) ?? Currencies.UsualDigits;

    /// <summary>Minor units in one unit of a currency: 1, 100 or 1,000.</summary>
    public static int UnitOf(string currency) => DigitsOf(currency) switch { 0 => 1, 3 => 1_000, _ => 100 };

    /// <summary>An amount with its currency: whole units alone where nothing is lost, for example <c>£12,500</c>, <c>£99.50</c> or <c>2,500 JPY</c>.</summary>
    /// <param name="minor">The amount in minor units: a long, or a sum of many.</param>
    /// <param name="currency">An ISO 4217 code.</param>
    public static string Format(Int128 minor, string currency)
    {
        var unit = UnitOf(currency);
        var format = minor % unit == 0 ? "#,0" : "#,0." + new string('0', DigitsOf(currency));
        var number = ((decimal)Int128.Abs(minor) / unit).ToString(format, CultureInfo.InvariantCulture);
        var symbol = Symbols.GetValueOrDefault(currency, currency);
        // Two isolates keep sign, symbol and digits in order inside a right-to-left sentence.
        var text = (minor < 0 ? "-" : "") + (symbol.Length == 1 ? symbol + number : number + "\u00a0" + symbol);
        return SiteLanguage.Current.RightToLeft ? "\u2066" + text + "\u2069" : text;
    }
}
