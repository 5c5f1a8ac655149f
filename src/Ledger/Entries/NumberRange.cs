using System.Buffers.Text;
using PbDecisionDay.Ledger.Cards;

namespace PbDecisionDay.Ledger.Entries;

/// <summary>The least and most of a whole number in an entry, printed in decimal without leading zeros.</summary>
internal sealed record NumberRange(long Least, long Most)
{
    public static readonly NumberRange Version = new(CardProof.First, CardProof.Last);
    public static readonly NumberRange CastVersion = new(CardProof.First, CardProof.LastCast);
    public static readonly NumberRange LaterVersion = new(CardProof.First + 1, CardProof.Last);
    public static readonly NumberRange Size = new(1, 9_999_999);
    public static readonly NumberRange Total = new(0, 9_999_999);

    public static readonly NumberRange TreeSize = new(1, 999_999_999);
    public static readonly NumberRange Money = new(0, 10_000_000_000_000);

    public int Checked(int value) => (int)Checked((long)value);

    public long Checked(long value) => value >= Least && value <= Most
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"An entry takes a number from {Least} to {Most} here.");

    public bool TryRead(ReadOnlySpan<byte> ascii, out long value) =>
        Utf8Parser.TryParse(ascii, out value, out var used)
        && used == ascii.Length
        && char.IsAsciiDigit((char)ascii[0])
        && (ascii[0] != '0' || ascii.Length == 1)
        && value >= Least && value <= Most;
}
