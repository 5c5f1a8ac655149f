using System.Globalization;
using System.Text.RegularExpressions;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// Money as organisers type it: <c>12500</c>, <c>12,500.00</c>, <c>12 500</c> or <c>£12,500</c>. One mark or code of the day's own currency
/// may stand at either end, and nothing else: <c>5k</c> and <c>25OO</c> are no amounts, and <c>12.500</c> could be two.
/// </summary>
public static partial class MoneyText
{
    // The signs of money that people type, with the currencies that each can mean.
    private static readonly (string Mark, string Codes)[] Marks =
    [
        ("£", "GBP GIP FKP SHP EGP LBP SSP SDG SYP"), ("€", "EUR"), ("zł", "PLN"), ("Kč", "CZK"), ("kr", "SEK NOK DKK ISK"), ("¥", "JPY CNY"),
        ("$", "USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU BBD BMD BND BSD BZD DOP FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD"),
        ("₩", "KRW KPW"), ("₹", "INR"), ("₺", "TRY"), ("₴", "UAH"), ("₪", "ILS"), ("₫", "VND"), ("₱", "PHP"), ("₦", "NGN"), ("₵", "GHS"), ("₸", "KZT"),
    ];

    /// <summary>Reads an amount into minor units; false for anything else, for nothing, and for more than <see cref="Paper.MostMoney"/>.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="currency">The day's ISO 4217 code, which says how many decimals there are.</param>
    /// <param name="minor">The amount in minor units, from 1.</param>
    public static bool TryRead(string? typed, string currency, out long minor) => TryReadTotal(typed, currency, out minor) && minor > 0;

    /// <summary>As <see cref="TryRead"/>, for what may also be nothing: the amount in minor units, from 0.</summary>
    public static bool TryReadTotal(string? typed, string currency, out long minor)
    {
        minor = 0;
        var number = WithoutMark((typed ?? "").Trim(), currency);
        if (!Number().IsMatch(number)) return false;
        var digits = Money.DigitsOf(currency);
        if (number.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 && number.Length - point - 1 > digits) return false;
        var plain = string.Concat(number.Where(symbol => char.IsAsciiDigit(symbol) || symbol == '.'));
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return false;
        if (amount > (decimal)Paper.MostMoney / Money.UnitOf(currency)) return false;
        minor = (long)(amount * Money.UnitOf(currency));
        return true;
    }

    /// <summary>The amount as it can be typed again.</summary>
    public static string Write(long minor, string currency)
    {
        var unit = Money.UnitOf(currency);
        return ((decimal)minor / unit).ToString(minor % unit == 0 ? "0" : "0." + new string('0', Money.DigitsOf(currency)), CultureInfo.InvariantCulture);
    }

    /// <summary>How an amount can be written, for a sentence that asks for one: <c>2500 or 2,500.00</c>.</summary>
    public static string Example(string currency) =>
        Money.DigitsOf(currency) is var digits and > 0 ? $"2500 or 2,500.{new string('0', digits)}" : "2500 or 2,500";

    private static string WithoutMark(string typed, string currency)
    {
        foreach (var mark in Marks.Where(mark => mark.Codes.Split(' ').Contains(currency, StringComparer.Ordinal)).Select(mark => mark.Mark).Append(currency))
        {
            if (mark.Length == 0) continue;
            if (typed.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) return typed[mark.Length..].TrimStart();
            if (typed.EndsWith(mark, StringComparison.OrdinalIgnoreCase)) return typed[..^mark.Length].TrimEnd();
        }
        return typed;
    }

    // Thousands all parted by one sign, or not at all: 1,25,000 and 1,250 000 are no numbers. The spaces are those that keyboards and programs make.
    [GeneratedRegex("^(?:[0-9]{1,30}|[0-9]{1,3}(?:(?<gap>[, \\u00a0\\u2009\\u202f])[0-9]{3})(?:\\k<gap>[0-9]{3})*)(?:\\.[0-9]{1,30})?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
