using System.Text;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Mixing;

/// <summary>
/// Checks a mix from its files alone: that the published ballots are the sealed ones, short of a cheat that foresaw all
/// twenty pairs, as the dice decide. Everything in the files has one spelling. Source: docs/formats/mix.md.
/// </summary>
public sealed class MixCheck
{
    private readonly IReadOnlyList<CountedSeal> counted;
    private readonly MixEntry mix;
    private readonly MixDice dice;
    private readonly Dictionary<string, int> published = new(StringComparer.Ordinal);
    private readonly int publishedCount;

    /// <param name="counted">The seals that count: the main log's in log order, then those of the joined logs by name.</param>
    /// <param name="mix">The log's <c>mix</c> entry.</param>
    /// <param name="dice">The log's <c>lots</c> entry.</param>
    /// <param name="published">The published ballots' canonical texts, in whatever order.</param>
    public MixCheck(IReadOnlyList<CountedSeal> counted, MixEntry mix, DiceEntry dice, IEnumerable<string> published)
    {
        (this.counted, this.mix, this.dice) = (counted, mix, new MixDice(mix.LeafHash(), dice.Digits));
        foreach (var ballot in published)
        {
            this.published[ballot] = this.published.GetValueOrDefault(ballot) + 1;
            publishedCount++;
        }
    }

    /// <summary>The first thing that does not hold, or null.</summary>
    /// <param name="proof">The log's <c>proof</c> entry.</param>
    /// <param name="members">The members of the bundle below <c>mix/</c>, in whatever order; each is read once or twice, one at a time.</param>
    public BundleFault? Fault(ProofEntry proof, IEnumerable<BundleMember> members)
    {
        var files = members.ToDictionary(member => member.Name, StringComparer.Ordinal);
        if (files.Keys.Order(StringComparer.Ordinal).FirstOrDefault(name => name != BundleNames.MixProof && !BundleNames.Mixed.Contains(name)) is { } extra)
            return new(extra, null, "The mix has no such file.");
        if (BundleNames.Mixed.Append(BundleNames.MixProof).FirstOrDefault(name => !files.ContainsKey(name)) is { } missing)
            return new(missing, null, "The file is missing.");
        if (publishedCount != counted.Count)
            return new(BundleNames.Ballots, null, $"{publishedCount} ballots are published and {counted.Count} count.");
        return MixProof.Fault(proof, files) ?? PairFaults(files).FirstOrDefault(fault => fault is not null);
    }

    private IEnumerable<BundleFault?> PairFaults(Dictionary<string, BundleMember> files)
    {
        // For each pair that is opened towards the seals, its commitments.
        var commitments = Enumerable.Range(1, BallotSeal.Pairs).Where(k => !dice.OpensBallots(k)).ToDictionary(k => k, _ => new Digest[counted.Count]);
        yield return CommitmentsFault(files[BundleNames.MixCommitments], commitments);
        for (var k = 1; k <= BallotSeal.Pairs; k++)
        {
            var file = files[BundleNames.MixPair(k)].Read();
            yield return dice.OpensBallots(k) ? BallotwardFault(k, file) : SealwardFault(k, file, commitments[k]);
        }
    }

    private BundleFault? CommitmentsFault(BundleMember member, Dictionary<int, Digest[]> commitments)
    {
        using var file = member.Open();
        var lines = new byte[LinesStream.Batch * MixLines.CommitmentsLength];
        for (var first = 0; first < counted.Count; first += LinesStream.Batch)
        {
            var count = Math.Min(LinesStream.Batch, counted.Count - first);
            var part = lines.AsSpan(0, count * MixLines.CommitmentsLength);
            if (file.ReadAtLeast(part, part.Length, throwOnEndOfStream: false) < part.Length)
                return WrongLength(BundleNames.MixCommitments, MixLines.CommitmentsLength);
            if (FirstFault(BundleNames.MixCommitments, first, count, i => CommitmentFault(i, Line(lines, i - first, MixLines.CommitmentsLength), commitments)) is { } fault)
                return fault;
        }
        return file.ReadByte() < 0 ? null : WrongLength(BundleNames.MixCommitments, MixLines.CommitmentsLength);
    }

    private string? CommitmentFault(int i, ReadOnlySpan<byte> line, Dictionary<int, Digest[]> commitments)
    {
        Span<Digest> read = stackalloc Digest[BallotSeal.Pairs];
        for (var k = 1; k <= BallotSeal.Pairs; k++)
        {
            if (!MixLines.TryReadCommitment(line, k, out read[k - 1]))
                return "Twenty commitments of 44 characters of standard base64 with one space between should stand here.";
            if (commitments.TryGetValue(k, out var column))
                column[i] = read[k - 1];
        }
        return MixShares.SealOf(read) == counted[i].Seal ? null : $"The commitments are not those of the seal in {counted[i]}.";
    }

    private BundleFault? SealwardFault(int k, byte[] file, Digest[] commitments)
    {
        var (name, list) = (BundleNames.MixPair(k), new Digest[counted.Count]);
        if (file.LongLength != (long)counted.Count * MixLines.SealwardLength)
            return WrongLength(name, MixLines.SealwardLength);
        var fault = FirstFault(name, 0, counted.Count, i =>
        {
            Span<byte> x = stackalloc byte[BallotSeal.KeySize];
            if (!MixLines.TryReadSealward(Line(file, i, MixLines.SealwardLength), x, out list[i]))
                return "A key of 24 and a hash of 44 characters of standard base64 with one space between should stand here, as the lots opened this pair.";
            return MixShares.OuterOf(x, list[i]) == commitments[i] ? null : $"Key and hash do not give commitment {k} of {counted[i]}.";
        });
        Array.Sort(list);
        return fault ?? ListFault(k, list);
    }

    private BundleFault? BallotwardFault(int k, byte[] file)
    {
        var name = BundleNames.MixPair(k);
        if (LineStarts(file) is not { } starts || starts.Length != counted.Count + 1)
            return new(name, null, $"{counted.Count} lines, each ended by a line feed, should stand here.");
        var (list, ballots) = (new Digest[counted.Count], new string[counted.Count]);
        var fault = FirstFault(name, 0, counted.Count, i =>
        {
            Span<byte> y = stackalloc byte[BallotSeal.KeySize];
            if (!MixLines.TryReadBallotward(file.AsSpan(starts[i]..(starts[i + 1] - 1)), y, out var ballot))
                return "A key of 24 characters of standard base64, a space and a ballot should stand here, as the lots opened this pair.";
            (list[i], ballots[i]) = (MixShares.InnerOf(y, ballot), Encoding.ASCII.GetString(ballot));
            return null;
        });
        return fault
            ?? FirstFault(name, 0, counted.Count, i => i == 0 || list[i - 1] < list[i] ? null : "The lines are not in the order of the list.")
            ?? ListFault(k, list)
            ?? BallotsFault(name, ballots);
    }

    private BundleFault? ListFault(int k, Digest[] sorted) =>
        Enumerable.Range(1, Math.Max(0, sorted.Length - 1)).Any(i => sorted[i - 1] == sorted[i]) ? new(BundleNames.MixPair(k), null, "A hash comes twice in the list.")
        : MixLines.ListHash(sorted) == mix.Lists[k - 1] ? null
        : new(BundleNames.MixPair(k), null, $"The list's hash is not list-{k:00} of the log's mix entry.");

    private BundleFault? BallotsFault(string name, string[] ballots)
    {
        var left = new Dictionary<string, int>(published, StringComparer.Ordinal);
        for (var i = 0; i < ballots.Length; i++)
        {
            var rest = left.GetValueOrDefault(ballots[i]);
            if (rest == 0)
                return new(name, i + 1, "This ballot is not among the published ones, or not so often.");
            left[ballots[i]] = rest - 1;
        }
        return null;
    }

    // All lines on all cores; of several faults the first.
    private static BundleFault? FirstFault(string name, int first, int count, Func<int, string?> faultOf)
    {
        var loop = Parallel.For(first, first + count, (i, state) =>
        {
            if (faultOf(i) is not null)
                state.Break();
        });
        return loop.LowestBreakIteration is { } at ? new(name, (int)at + 1, faultOf((int)at)!) : null;
    }

    private BundleFault WrongLength(string name, int line) =>
        new(name, null, $"{counted.Count} lines of {line} bytes should stand here, one for each ballot that counts.");

    private static ReadOnlySpan<byte> Line(byte[] file, int i, int length) => file.AsSpan(i * length, length);

    // Where each line starts, and the end of the file; null where the last line is not ended.
    private static int[]? LineStarts(byte[] file)
    {
        if (file.Length > 0 && file[^1] != '\n')
            return null;
        var starts = new List<int> { 0 };
        for (int at = 0, step; (step = file.AsSpan(at).IndexOf((byte)'\n')) >= 0;)
            starts.Add(at += step + 1);
        return [.. starts];
    }
}
