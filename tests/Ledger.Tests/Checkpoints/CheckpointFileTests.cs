using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Tests;

public class CheckpointFileTests
{
    private static readonly LogKey Key = LogKey.Generate();

    private static readonly SignedNote[] Notes =
    [
        new Checkpoint(Samples.Origin, 0, MerkleTree.EmptyRoot).Sign(Key),
        new Checkpoint(Samples.Origin, 9, Digest.Random()).Sign(Key),
        Witnessed(new Checkpoint(Samples.Origin, 10, Digest.Random()).Sign(Key)),
        new Checkpoint(Samples.Origin + "/care-home", 3, Digest.Random()).Sign(Key),
    ];

    [Fact]
    public void Checkpoints_read_back_ordered_by_log_and_size()
    {
        var text = CheckpointFile.Print(Notes.Reverse());
        Assert.True(CheckpointFile.TryParse(text, out var read, out _));
        Assert.Equal(Notes.Select(note => note.Print()), read.Select(note => note.Print()));
        Assert.True(CheckpointFile.TryParse(CheckpointFile.Print(Notes[..1]), out read, out _));
        Assert.Single(read);
        Assert.True(CheckpointFile.TryParse("", out read, out _));
        Assert.Empty(read);
    }

    [Fact]
    public void Another_order_or_form_is_refused()
    {
        var text = CheckpointFile.Print(Notes);
        AssertRefused(Notes[1].Print() + "\n" + Notes[0].Print(), "the checkpoints are not in order");
        AssertRefused(text[..^1], "checkpoint 4:");
        AssertRefused(text + "\n", "checkpoint 5:");
        AssertRefused("\n" + text, "checkpoint 1:");
        AssertRefused(text.Replace("\n9\n", "\n09\n", StringComparison.Ordinal), "checkpoint 2:");
        AssertRefused(Receipt.Sign(Key, Samples.Origin, 1, Digest.Random()).Print(), "checkpoint 1:");
        AssertRefused("\n", "checkpoint 1:");
    }

    private static SignedNote Witnessed(SignedNote note)
    {
        using var witness = LogKey.Generate();
        return note.With(witness.SignNote("witness.example", note.Text));
    }

    private static void AssertRefused(string text, string start)
    {
        Assert.False(CheckpointFile.TryParse(text, out _, out var problem));
        Assert.StartsWith(start, problem, StringComparison.Ordinal);
    }
}
