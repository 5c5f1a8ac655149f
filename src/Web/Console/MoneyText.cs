using System.Globalization;

namespace PbDecisionDay.Web.Console;

/// <summary>Money as organisers type it: <c>12500</c>, <c>12,500.00</c> or <c>£12,500</c>.</summary>
public static class MoneyText
{
    private const decimal Most = 9_000_000_000_000m;

    /// <summary>Reads an amount of two decimal digits into minor units; false for anything else, less than one minor unit included.</summary>
    public static bool TryRead(string? typed, out long minor)
    {
        minor = 0;
        var digits = string.Concat((typed ?? "").Where(symbol => char.IsAsciiDigit(symbol) || symbol is '.' or ',' or '-'));
        var rest = string.Concat((typed ?? "").Where(symbol => !char.IsAsciiDigit(symbol) && symbol is not ('.' or ',' or '-') && !char.IsWhiteSpace(symbol)));
        if (rest.Length > 3 || rest.Any(symbol => !char.IsLetter(symbol) && char.GetUnicodeCategory(symbol) != UnicodeCategory.CurrencySymbol)) return false;
        if (!IsGrouped(digits)) return false;
        if (!decimal.TryParse(digits.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return false;
        if (amount <= 0 || amount > Most || decimal.Round(amount, 2) != amount) return false;
        minor = (long)(amount * 100);
        return true;
    }

    /// <summary>The amount as it can be typed again.</summary>
    public static string Write(long minor) => (minor / 100m).ToString(minor % 100 == 0 ? "0" : "0.00", CultureInfo.InvariantCulture);

    // A comma may only stand where thousands are parted: 1,5 is not one and a half and not fifteen.
    private static bool IsGrouped(string digits)
    {
        var whole = digits.Split('.')[0];
        if (digits.Count(symbol => symbol == '.') > 1 || digits[(whole.Length == digits.Length ? whole.Length : whole.Length + 1)..].Contains(',', StringComparison.Ordinal)) return false;
        var groups = whole.Split(',');
        return groups.Length == 1 || (groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3));
    }
}
