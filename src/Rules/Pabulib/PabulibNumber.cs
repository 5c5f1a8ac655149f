using System.Globalization;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>Amounts in a file's own unit, whole or decimal, exact.</summary>
internal static class PabulibNumber
{
    private const int MostDigits = 6;

    /// <summary>An amount without sign, such as <c>4000</c>, <c>4000.0</c> or <c>114339.91</c>; a comma may stand for the point.</summary>
    public static bool TryParse(string text, out decimal amount) =>
        decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount)
        && amount <= 1_000_000_000_000_000m
        && DigitsOf(amount) <= MostDigits;

    /// <summary>How many decimal digits an amount needs.</summary>
    public static int DigitsOf(decimal amount)
    {
        int digits = 0;
        for (; amount != decimal.Truncate(amount); amount *= 10)
            digits++;
        return digits;
    }

    /// <summary>An amount of so many minor units to the unit, printed without needless zeros.</summary>
    public static string Print(long minor, long unit) =>
        ((decimal)minor / unit).ToString("0.######", CultureInfo.InvariantCulture);
}
