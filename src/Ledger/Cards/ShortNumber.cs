using System.Diagnostics.CodeAnalysis;

namespace PbDecisionDay.Ledger.Cards;

/// <summary>
/// The public number on the outside of a card, for doors and counting: the first 60 bits of the card number as twelve
/// base-32 symbols, then a check symbol.
/// </summary>
public sealed record ShortNumber
{
    /// <summary>Symbols in a short number, the check symbol included.</summary>
    public const int SymbolCount = 13;

    private ShortNumber(string symbols) => Symbols = symbols;

    /// <summary>The 13 symbols without hyphens, as they stand in the QR on the outside.</summary>
    public string Symbols { get; }

    /// <summary>The short number of the card <paramref name="number"/>.</summary>
    public static ShortNumber Of(Digest number)
    {
        Span<char> symbols = stackalloc char[SymbolCount];
        for (var i = 0; i < SymbolCount - 1; i++)
            symbols[i] = Crockford.Symbol((int)((number.Head >> (59 - 5 * i)) & 31));
        symbols[^1] = Crockford.CheckSymbol(symbols[..^1]);
        return new ShortNumber(new string(symbols));
    }

    /// <summary>Reads a short number as leniently as a card's code is read.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out ShortNumber? number, out CardCodeProblem problem)
    {
        problem = Crockford.Read(text, SymbolCount, out var symbols);
        number = problem == CardCodeProblem.None ? new ShortNumber(symbols) : null;
        return number is not null;
    }

    /// <summary>Groups of four, four and five: <c>7K3M-41CF-XQ0Z2</c>.</summary>
    public override string ToString() => $"{Symbols[..4]}-{Symbols[4..8]}-{Symbols[8..]}";
}
