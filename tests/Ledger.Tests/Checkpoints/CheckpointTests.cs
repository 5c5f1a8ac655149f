using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Tests;

public class CheckpointTests
{
    private static readonly LogKey Key = LogKey.Generate();
    private static readonly string Root = Digest.Sha256("x"u8).ToString();

    [Fact]
    public void A_signed_checkpoint_opens_under_the_logs_key_alone()
    {
        var tree = new MerkleTree();
        tree.Append(Digest.Random());
        var checkpoint = Checkpoint.Of(Samples.Origin, tree);
        var note = checkpoint.Sign(Key).Print();
        Assert.Equal($"{Samples.Origin}\n1\n{tree.Root()}\n", checkpoint.Body);
        Assert.StartsWith(checkpoint.Body + "\n\u2014 " + Samples.Origin + " ", note, StringComparison.Ordinal);
        Assert.True(Checkpoint.TryOpen(note, Key.Public, out var read));
        Assert.Equal(checkpoint, read);
        using var other = LogKey.Generate();
        Assert.False(Checkpoint.TryOpen(note, other.Public, out _));
        Assert.False(Checkpoint.TryOpen(note.Replace("\n1\n", "\n2\n", StringComparison.Ordinal), Key.Public, out _));
    }

    [Fact]
    public void A_checkpoint_signed_in_another_name_does_not_open()
    {
        var body = new Checkpoint(Samples.Origin, 3, Digest.Random()).Body;
        Assert.False(Checkpoint.TryOpen(new SignedNote(body, Key.SignNote("other.example/log", body)).Print(), Key.Public, out _));
    }

    [Fact]
    public void A_receipt_is_no_checkpoint_and_a_checkpoint_no_receipt()
    {
        var receipt = Receipt.Sign(Key, Samples.Origin, 3, Digest.Random()).Print();
        Assert.False(Checkpoint.TryOpen(receipt, Key.Public, out _));
        Assert.False(Receipt.TryParse(new Checkpoint(Samples.Origin, 3, Digest.Random()).Sign(Key).Print(), out _));
    }

    public static TheoryData<string> Bodies => new()
    {
        "", "\n", $"{Samples.Origin}\n1\n{Root}", $"{Samples.Origin}\n01\n{Root}\n", $"{Samples.Origin}\n-1\n{Root}\n",
        $"{Samples.Origin}\n 1\n{Root}\n", $"{Samples.Origin}\n9223372036854775808\n{Root}\n", $"{Samples.Origin}\n1\n{Root[1..]}\n",
        $"{Samples.Origin}\n1\n{Root}\nextension\n", $"no origin\n1\n{Root}\n", $"{Samples.Origin}\n1\n{Root}\n\n",
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Other_texts_are_refused(string body) => Assert.False(Checkpoint.TryParse(body, out _));

    [Fact]
    public void Sizes_and_origins_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Checkpoint(Samples.Origin, -1, default));
        Assert.Throws<ArgumentException>(() => new Checkpoint("pbdd/1 receipt", 1, default));
    }
}
