using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Tests;

/// <summary>The body of C2SP tlog-witness's add-checkpoint.</summary>
public class AddCheckpointTests
{
    private static readonly LogKey Key = LogKey.Generate();
    private static readonly SignedNote Note = new Checkpoint(Samples.Origin, 9, Digest.Sha256("x"u8)).Sign(Key);
    private static readonly Digest Hash = Digest.Sha256("y"u8);

    [Fact]
    public void A_request_is_the_old_size_the_proof_an_empty_line_and_the_checkpoint()
    {
        Assert.Equal($"old 7\n{Hash}\n{Hash}\n\n{Note.Print()}", new AddCheckpoint(7, [Hash, Hash], Note).Print());
        Assert.Equal($"old 0\n\n{Note.Print()}", new AddCheckpoint(0, [], Note).Print());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 1)]
    [InlineData(long.MaxValue, AddCheckpoint.MostHashes)]
    public void What_is_printed_is_read_again(long old, int hashes)
    {
        var printed = new AddCheckpoint(old, [.. Enumerable.Repeat(Hash, hashes)], Note).Print();
        Assert.True(AddCheckpoint.TryParse(printed, out var read));
        Assert.Equal((old, hashes, 9, printed), (read.Old, read.Proof.Count, read.Checkpoint.Size, read.Print()));
    }

    [Fact]
    public void Other_texts_are_no_requests()
    {
        var good = new AddCheckpoint(7, [Hash], Note).Print();
        foreach (var bad in new[]
            {
                "", "\n\n", "old 7", "old 7\n\n", good[..^1], good + "\n", good + "x", " " + good, good.Replace("old 7", "old 07", StringComparison.Ordinal),
                good.Replace("old 7", "old +7", StringComparison.Ordinal), good.Replace("old 7", "old -7", StringComparison.Ordinal), good.Replace("old 7", "old  7", StringComparison.Ordinal),
                good.Replace("old 7", "old 99999999999999999999", StringComparison.Ordinal), good.Replace("old 7", "new 7", StringComparison.Ordinal),
                good.Replace($"{Hash}\n", $"{Hash} \n", StringComparison.Ordinal), good.Replace($"{Hash}\n", $"{Hash.ToString()[..40]}\n", StringComparison.Ordinal),
                good.Replace("old 7\n", "old 7\n" + string.Concat(Enumerable.Repeat($"{Hash}\n", AddCheckpoint.MostHashes)), StringComparison.Ordinal),
                good.Replace("\n9\n", "\n09\n", StringComparison.Ordinal), good.Replace("\n", "\r\n", StringComparison.Ordinal),
            })
            Assert.False(AddCheckpoint.TryParse(bad, out _), bad);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AddCheckpoint(-1, [], Note));
        Assert.Throws<ArgumentException>(() => new AddCheckpoint(0, [.. Enumerable.Repeat(Hash, 64)], Note));
        Assert.Throws<ArgumentException>(() => new AddCheckpoint(0, [], new SignedNote("no checkpoint\n", Key.SignNote("x", "no checkpoint\n"))));
    }
}
