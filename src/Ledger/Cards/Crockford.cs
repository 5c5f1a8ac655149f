using System.Globalization;

namespace PbDecisionDay.Ledger.Cards;

/// <summary>
/// Base 32 for people: no I, L, O or U. Source: Crockford, "Base 32", crockford.com/base32.html; the check symbol
/// is Luhn's algorithm in base 32 instead of Crockford's own modulo 37.
/// </summary>
/// <remarks>
/// The check symbol finds every single wrong symbol, and every swap of two neighbours except of 0 with Z.
/// </remarks>
internal static class Crockford
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The symbol for a value of 0 to 31.</summary>
    public static char Symbol(int value) => Alphabet[value];

    /// <summary>The value of a symbol in any case, O read as 0 and I and L as 1; -1 if it is none.</summary>
    private static int Value(char symbol) => char.ToUpperInvariant(symbol) switch
    {
        'O' => 0,
        'I' or 'L' => 1,
        var upper => Alphabet.IndexOf(upper, StringComparison.Ordinal),
    };

    /// <summary>The Luhn mod 32 check symbol that follows <paramref name="symbols"/>.</summary>
    public static char CheckSymbol(ReadOnlySpan<char> symbols)
    {
        var sum = 0;
        for (var place = 1; place <= symbols.Length; place++)
        {
            var value = Value(symbols[^place]);
            var weighed = place % 2 == 1 ? value * 2 : value;
            sum += weighed / 32 + weighed % 32;
        }
        return Symbol((32 - sum % 32) % 32);
    }

    /// <summary>
    /// Reads <paramref name="length"/> symbols, the last a check symbol, from what a person typed. White space, hyphens
    /// and dashes of any kind are ignored.
    /// </summary>
    public static CardCodeProblem Read(string? text, int length, out string symbols)
    {
        Span<char> read = stackalloc char[length];
        symbols = "";
        var count = 0;
        foreach (var character in text ?? "")
        {
            if (char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) == UnicodeCategory.DashPunctuation)
                continue;
            var value = char.IsAscii(character) ? Value(character) : -1;
            if (value < 0)
                return CardCodeProblem.WrongCharacter;
            if (count < length)
                read[count] = Symbol(value);
            count++;
        }
        if (count != length)
            return count == 0 ? CardCodeProblem.Empty : CardCodeProblem.WrongLength;
        if (CheckSymbol(read[..^1]) != read[^1])
            return CardCodeProblem.WrongCheckSymbol;
        symbols = new string(read);
        return CardCodeProblem.None;
    }
}
