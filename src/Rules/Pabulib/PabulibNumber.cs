using System.Globalization;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>Amounts in a file's own unit, whole or decimal, exact.</summary>
internal static class PabulibNumber
{
    private const int MostDigits = 6;
    private const decimal Most = 1_000_000_000_000_000m;

    /// <summary>
    /// Reads an amount without sign, such as <c>4000</c>, <c>4000.0</c> or <c>114339.91</c>. A comma stands for the point where nothing else
    /// can be meant; what could be thousands as well as decimals, <c>12,500</c> or <c>12.500</c>, is refused.
    /// </summary>
    /// <param name="text">The field.</param>
    /// <param name="currencyDigits">Decimal digits of the file's currency: with three, <c>12.500</c> is plain.</param>
    /// <param name="amount">The amount.</param>
    /// <returns>What is wrong with it, to follow its value in a sentence; null where it can be read.</returns>
    public static string? Problem(string text, int currencyDigits, out decimal amount)
    {
        string number = text.Trim();
        if (IsAmbiguous(number, currencyDigits))
        {
            amount = 0;
            return "could mean thousands or decimals; write it without a sign between thousands, and decimals after a point";
        }
        bool read = decimal.TryParse(number.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
        return read && amount <= Most && DigitsOf(amount) <= MostDigits ? null : "is not an amount";
    }

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

    /// <summary>Whether three digits follow a sign that could part thousands: up to three digits stand before it, and they are not just 0.</summary>
    private static bool IsAmbiguous(string number, int currencyDigits)
    {
        int sign = number.LastIndexOfAny(['.', ',']);
        if (sign < 0 || number.Length - sign != 4 || (number[sign] == '.' && currencyDigits == 3))
            return false;
        ReadOnlySpan<char> before = number.AsSpan(0, sign);
        return before.ContainsAny('.', ',') || (before.Length is >= 1 and <= 3 && before[0] != '0');
    }
}
