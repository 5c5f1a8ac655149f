using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Tests.Support.Days;

/// <summary>Cards and bytes for sample days: the same in every run, and nobody's secret.</summary>
public static class SampleCards
{
    public const string Origin = "pb.south.example/troon-2026";

    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly ConcurrentDictionary<int, DerivedCard> Derived = [];

    /// <summary>Bytes that a name gives.</summary>
    public static Digest Bytes(string name) => Digest.Sha256(Encoding.UTF8.GetBytes($"sample {name}"));

    /// <summary>The secret of a card by its number on this day, from 1.</summary>
    public static CardSecret Secret(int card)
    {
        var symbols = string.Concat(Bytes(string.Create(CultureInfo.InvariantCulture, $"card {card}")).ToBytes().Take(CardSecret.SymbolCount - 1).Select(value => Symbols[value % Symbols.Length]));
        foreach (var check in Symbols)
            if (CardSecret.TryRead(symbols + check, out var secret, out _))
                return secret;
        throw new InvalidOperationException("Every code has a check symbol.");
    }

    /// <summary>A card by its number on this day, from 1.</summary>
    public static DerivedCard Card(int card) => Derived.GetOrAdd(card, number => Secret(number).Derive(Origin));

    /// <summary>The log's key: that of docs/vectors.json.</summary>
    public static LogKey Key() => LogKey.ImportPkcs8(Convert.FromBase64String(
        "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgfuhHwmNgvSKuOtLwrjkwP3MvSXIBl92xPM6E00zJqCihRANCAAS9z1mup908063GK6JTi/YjBfkTAua0KCoEJBq5tW/GRLsIGHQQR36cnJLZAHVII5d6p6D5PNoU8eDjcLI8FAI4"));
}
