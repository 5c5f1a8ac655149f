using System.Text;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;

namespace PbDecisionDay.Ledger.Tests;

public class ReceiptTests
{
    private static readonly LogKey Key = LogKey.Generate();
    private static readonly Receipt Example = Receipt.Sign(Key, Samples.Origin, 41, Digest.Sha256("x"u8));

    [Fact]
    public void A_receipt_reads_back_and_verifies_under_the_logs_key_alone()
    {
        Assert.Equal(["pbdd/1 receipt", Samples.Origin, $"41 {Example.LeafHash}", ""], Example.Print().Split('\n')[..4]);
        Assert.True(Receipt.TryParse(Example.Print(), out var read));
        Assert.Equal(Example, read);
        Assert.Equal(Example.GetHashCode(), read.GetHashCode());
        Assert.Equal((Samples.Origin, 41, Example.LeafHash), (read.Origin, read.Index, read.LeafHash));
        Assert.True(read.IsSignedBy(Key.Public));
        using var other = LogKey.Generate();
        Assert.False(read.IsSignedBy(other.Public));
    }

    [Fact]
    public void A_receipt_comes_back_from_its_stored_signature()
    {
        var stored = Example.Signature.ToArray();
        Assert.Equal(Example.Print(), new Receipt(Samples.Origin, 41, Example.LeafHash, stored).Print());
    }

    [Fact]
    public void A_receipt_moved_to_another_place_log_or_entry_does_not_verify()
    {
        Assert.False(new Receipt(Samples.Origin, 42, Example.LeafHash, Example.Signature).IsSignedBy(Key.Public));
        Assert.False(new Receipt(Samples.Origin + "/hub", 41, Example.LeafHash, Example.Signature).IsSignedBy(Key.Public));
        Assert.False(new Receipt(Samples.Origin, 41, Digest.Random(), Example.Signature).IsSignedBy(Key.Public));
    }

    [Fact]
    public void No_changed_character_leaves_a_receipt_that_verifies()
    {
        var printed = Example.Print();
        for (var at = 0; at < printed.Length; at++)
        {
            var changed = new StringBuilder(printed) { [at] = printed[at] == '4' ? '5' : '4' }.ToString();
            Assert.False(Receipt.TryParse(changed, out var read) && read.IsSignedBy(Key.Public), changed);
            Assert.True(read is null || read.Print() == changed);
        }
    }

    [Fact]
    public void Other_texts_are_refused()
    {
        var printed = Example.Print();
        foreach (var text in new[]
        {
            null, "", printed[..^1], printed + "\n", "\n" + printed, printed.Replace("\n", "\r\n", StringComparison.Ordinal),
            printed.Replace("\n41 ", "\n041 ", StringComparison.Ordinal), printed.Replace("\n41 ", "\n-1 ", StringComparison.Ordinal),
            printed.Replace("\n41 ", "\n41  ", StringComparison.Ordinal), printed.Replace("pbdd/1", "pbdd/2", StringComparison.Ordinal),
            printed.Replace("\u2014 pb", "\u2014 qb", StringComparison.Ordinal), printed + printed.Split('\n')[4] + "\n",
        })
            Assert.False(Receipt.TryParse(text, out _), text);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Receipt(Samples.Origin, -1, default, new byte[70]));
        Assert.Throws<ArgumentException>(() => new Receipt(Samples.Origin, 1, default, new byte[4]));
    }
}
