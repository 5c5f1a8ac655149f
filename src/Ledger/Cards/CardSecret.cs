using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PbDecisionDay.Ledger.Cards;

/// <summary>
/// What stands inside a folded card: 115 random bits as 23 base-32 symbols and a check symbol. Whoever has it can cast
/// the card's ballot, so it is shown only by <see cref="Code"/> and <see cref="Symbols"/>, never by <see cref="ToString"/>.
/// </summary>
public sealed class CardSecret
{
    /// <summary>Symbols in a code, the check symbol included.</summary>
    public const int SymbolCount = 24;

    private CardSecret(string symbols) => Symbols = symbols;

    /// <summary>The 24 symbols in upper case without hyphens, as they stand in a card's QR.</summary>
    public string Symbols { get; }

    /// <summary>The 24 symbols in six groups of four with hyphens, for print: <c>7K3M-…</c>.</summary>
    public string Code => string.Join('-', Symbols.Chunk(4).Select(group => new string(group)));

    /// <summary>A new secret from the system's random number generator.</summary>
    public static CardSecret Draw()
    {
        Span<byte> random = stackalloc byte[SymbolCount - 1];
        RandomNumberGenerator.Fill(random);
        Span<char> symbols = stackalloc char[SymbolCount];
        for (var i = 0; i < random.Length; i++)
            symbols[i] = Crockford.Symbol(random[i] & 31);
        symbols[^1] = Crockford.CheckSymbol(symbols[..^1]);
        return new CardSecret(new string(symbols));
    }

    /// <summary>
    /// Reads a code as a person types it: case, spaces and hyphens are ignored, O reads as 0, I and L as 1.
    /// Refusals are values: the first thing wrong is in <paramref name="problem"/>.
    /// </summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out CardSecret? secret, out CardCodeProblem problem)
    {
        problem = Crockford.Read(text, SymbolCount, out var symbols);
        secret = problem == CardCodeProblem.None ? new CardSecret(symbols) : null;
        return secret is not null;
    }

    /// <summary>The card's number and proofs for the log <paramref name="origin"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="origin"/> cannot name a log.</exception>
    public DerivedCard Derive(string origin)
    {
        Span<byte> root = stackalloc byte[Digest.Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(Symbols[..^1]), root, LogOrigin.Bytes(origin), "pbdd/1 card"u8);
        return new DerivedCard(new Digest(root));
    }

    /// <summary>Says that this is a secret, and not which.</summary>
    public override string ToString() => "card secret (hidden)";
}
