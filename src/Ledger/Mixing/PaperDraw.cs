using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Ledger.Mixing;

/// <summary>The place of a keyed paper ballot: its batch and the number inked on its slip.</summary>
public readonly record struct PaperPlace(string Batch, int Number);

/// <summary>
/// Which keyed papers the dice name, to be opened and held against their slips. Nobody knows them before the dice are rolled, and
/// nobody can choose them afterwards. Never from a pile so small that it would expose someone. Grammar: docs/formats/mix.md, "Ten papers by dice".
/// </summary>
public static class PaperDraw
{
    /// <summary>How many are drawn.</summary>
    public const int Papers = 10;

    /// <summary>The fewest slips of a batch that is drawn from.</summary>
    public const int LeastSlips = 30;

    /// <summary>The fewest counted ballots that have to stay unopened.</summary>
    public const int LeastUnopened = 30;

    /// <summary>The papers that the dice name, in the order in which they are opened; none where too few ballots would stay unopened.</summary>
    /// <param name="mixLeaf">The leaf hash of the <c>mix</c> entry.</param>
    /// <param name="digits">Eight digits in the order in which the dice were read.</param>
    /// <param name="keyed">Every keyed paper, each once, in any order.</param>
    /// <param name="counted">How many ballots count, on cards and on paper.</param>
    /// <exception cref="ArgumentException">There are not eight digits.</exception>
    public static ImmutableArray<PaperPlace> Of(Digest mixLeaf, string digits, IEnumerable<PaperPlace> keyed, int counted)
    {
        byte[] seed = [.. mixLeaf.ToBytes(), .. Encoding.ASCII.GetBytes(EntryText.Dice.Checked(digits)), .. "papers"u8, 0, 0, 0, 0];
        PaperPlace[] places =
        [
            .. keyed.GroupBy(place => place.Batch, StringComparer.Ordinal).Where(batch => batch.Count() >= LeastSlips)
                .SelectMany(batch => batch).OrderBy(place => place.Batch, StringComparer.Ordinal).ThenBy(place => place.Number),
        ];
        var number = Math.Min(Papers, places.Length);
        if (number == 0 || counted - number < LeastUnopened)
            return [];
        var drawn = ImmutableArray.CreateBuilder<PaperPlace>(number);
        var n = (ulong)places.Length;
        // What is left of 2^64 above the last multiple of n is skipped, so that each paper is as likely as another.
        var over = (ulong.MaxValue % n + 1) % n;
        for (uint j = 0; drawn.Count < number; j++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(seed.AsSpan(seed.Length - sizeof(uint)), j);
            var u = BinaryPrimitives.ReadUInt64BigEndian(Digest.Sha256(seed).ToBytes());
            if (over != 0 && u >= ulong.MaxValue - over + 1)
                continue;
            var place = places[u % n];
            if (!drawn.Contains(place))
                drawn.Add(place);
        }
        return drawn.MoveToImmutable();
    }
}
