using System.Text;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Mixing;

/// <summary>
/// Shows that the published ballots are the sealed ones without tying any to a card: bound by its entry before the dice
/// are rolled, proved by its files afterwards. The same openings always give the same bytes. Takes both cores, and about
/// 0.7 kB of memory a ballot, 1.1 kB while its files are made. Source: docs/formats/mix.md.
/// </summary>
public sealed class Mix
{
    private readonly PlacedOpening[] counted;

    // inner[k - 1][i] is u_k of the i-th counted seal.
    private readonly Digest[][] inner;

    /// <param name="counted">What opens each counted seal: the main log's in log order, then those of the joined logs by name.</param>
    /// <exception cref="ArgumentException">They are not in log order, or a ballot has not the form of a ballot.</exception>
    public Mix(IEnumerable<PlacedOpening> counted)
    {
        this.counted = [.. counted];
        for (var i = 1; i < this.counted.Length; i++)
            if (Compare(this.counted[i], this.counted[i - 1]) <= 0)
                throw new ArgumentException("Counted openings come in log order, each once.", nameof(counted));
        foreach (var one in this.counted)
            BallotText.Required(one.Opening.Ballot);
        inner = [.. Enumerable.Range(0, BallotSeal.Pairs).Select(_ => new Digest[this.counted.Length])];
        Commit(0, Count, (i, _, u, _) =>
        {
            for (var k = 0; k < BallotSeal.Pairs; k++)
                inner[k][i] = new Digest(u.Slice(k * Digest.Size, Digest.Size));
        });
    }

    private delegate void Take(int at, ReadOnlySpan<byte> keys, ReadOnlySpan<byte> inner, ReadOnlySpan<byte> outer);

    /// <summary>How many ballots count.</summary>
    public int Count => counted.Length;

    /// <summary>The <c>mix</c> entry, which binds the mix before the dice are rolled.</summary>
    /// <param name="ballots">SHA-256 of the published ballots, <c>ballots.pb</c>.</param>
    public MixEntry Entry(Digest ballots)
    {
        var lists = new Digest[BallotSeal.Pairs];
        Parallel.For(0, lists.Length, k =>
        {
            var sorted = inner[k].AsSpan().ToArray();
            Array.Sort(sorted);
            lists[k] = MixLines.ListHash(sorted);
        });
        return new MixEntry(ballots, lists);
    }

    /// <summary>
    /// The mix's files once the dice are rolled, in ordinal order of their names, <c>mix/proof.txt</c> last: its bytes
    /// give the <c>proof</c> entry (<see cref="MixProof.EntryOf"/>). Each is in memory only while the caller holds it, and
    /// the largest, <c>mix/commitments.txt</c>, is made while it is read; so copy each from its stream before taking the next.
    /// </summary>
    /// <param name="mixLeaf">The leaf hash of the <c>mix</c> entry in the log.</param>
    /// <param name="digits">The eight digits of the <c>lots</c> entry.</param>
    /// <exception cref="ArgumentException">There are not eight digits.</exception>
    public IEnumerable<BundleMember> Files(Digest mixLeaf, string digits) => Files(new MixDice(mixLeaf, digits));

    private IEnumerable<BundleMember> Files(MixDice dice)
    {
        var hashes = new SortedDictionary<string, Digest>(StringComparer.Ordinal);
        BundleMember Hashed(BundleMember member)
        {
            hashes.Add(member.Name, MixProof.HashOf(member));
            return member;
        }

        var keys = Keys(dice);
        yield return Hashed(new(BundleNames.MixCommitments, Commitments));
        for (var k = 1; k <= BallotSeal.Pairs; k++)
            yield return Hashed(BundleMember.Of(BundleNames.MixPair(k), dice.OpensBallots(k) ? Ballotward(k, keys[k - 1]) : Sealward(k, keys[k - 1])));
        yield return BundleMember.Of(BundleNames.MixProof, MixProof.Bytes(hashes));
    }

    // For each pair the keys that its file will show: y towards the ballots, else x.
    private byte[][] Keys(MixDice dice)
    {
        byte[][] keys = [.. Enumerable.Range(0, BallotSeal.Pairs).Select(_ => new byte[Count * BallotSeal.KeySize])];
        Commit(0, Count, (i, pairs, _, _) =>
        {
            for (var k = 0; k < keys.Length; k++)
                pairs.Slice((2 * k + (dice.OpensBallots(k + 1) ? 1 : 0)) * BallotSeal.KeySize, BallotSeal.KeySize).CopyTo(Key(keys[k], i));
        });
        return keys;
    }

    private LinesStream Commitments() => new(Count, MixLines.CommitmentsLength, (first, lines) =>
        Commit(first, lines.Length / MixLines.CommitmentsLength, (i, _, _, outer) =>
            MixLines.WriteCommitments(outer, lines.Span[((i - first) * MixLines.CommitmentsLength)..])));

    private byte[] Sealward(int k, byte[] keys)
    {
        var file = new byte[Count * MixLines.SealwardLength];
        for (var i = 0; i < Count; i++)
            MixLines.WriteSealward(Key(keys, i), inner[k - 1][i], file.AsSpan(i * MixLines.SealwardLength));
        return file;
    }

    private byte[] Ballotward(int k, byte[] keys)
    {
        var order = Enumerable.Range(0, Count).ToArray();
        Array.Sort(inner[k - 1].AsSpan().ToArray(), order);
        var file = new byte[counted.Sum(one => MixLines.BallotwardLength(one.Opening.Ballot))];
        var rest = file.AsSpan();
        foreach (var i in order)
        {
            var ballot = counted[i].Opening.Ballot;
            MixLines.WriteBallotward(Key(keys, i), ballot, rest);
            rest = rest[MixLines.BallotwardLength(ballot)..];
        }
        return file;
    }

    private static int Compare(PlacedOpening one, PlacedOpening other) =>
        LogNames.Compare(one.Log, other.Log) is var log and not 0 ? log : one.Index.CompareTo(other.Index);

    private static Span<byte> Key(byte[] keys, int i) => keys.AsSpan(i * BallotSeal.KeySize, BallotSeal.KeySize);

    private void Commit(int first, int count, Take take) => Parallel.For(first, first + count, i =>
    {
        Span<byte> keys = stackalloc byte[2 * BallotSeal.Pairs * BallotSeal.KeySize];
        Span<byte> u = stackalloc byte[BallotSeal.Pairs * Digest.Size];
        Span<byte> c = stackalloc byte[BallotSeal.Pairs * Digest.Size];
        BallotSeal.Commit(counted[i].Opening.Nonce.ToBytes(), Encoding.ASCII.GetBytes(counted[i].Opening.Ballot), keys, u, c);
        take(i, keys, u, c);
    });
}
