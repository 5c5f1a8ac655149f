using FsCheck;
using FsCheck.Fluent;

namespace PbDecisionDay.Ledger.Tests;

public class DigestTests
{
    [Fact]
    public void The_hash_of_abc_is_that_of_the_standard()
    {
        // FIPS 180-4 example, "SHA-256 of abc".
        Assert.Equal("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", Convert.ToHexString(Digest.Sha256("abc"u8).ToBytes()));
    }

    [Fact]
    public void Bytes_and_text_come_back_as_they_went_in() => Prop.ForAll(Samples.Bytes32, bytes =>
    {
        var digest = new Digest(bytes);
        Assert.Equal(bytes, digest.ToBytes());
        Assert.Equal(Convert.ToBase64String(bytes), digest.ToString());
        Assert.True(Digest.TryParse(digest.ToString(), out var read));
        Assert.Equal(digest, read);
        Assert.Equal(digest.GetHashCode(), read.GetHashCode());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_is_that_of_the_bytes() => Prop.ForAll(Samples.Bytes32, Samples.Bytes32, (a, b) =>
    {
        // Half the pairs share a beginning, so that each of the four words decides now and then.
        var shared = b[0] % 33;
        a.AsSpan(0, shared).CopyTo(b);
        Digest left = new(a), right = new(b);
        var order = Math.Sign(a.AsSpan().SequenceCompareTo(b));
        Assert.Equal(order, Math.Sign(left.CompareTo(right)));
        Assert.Equal(order < 0, left < right);
        Assert.Equal(order > 0, left > right);
        Assert.Equal(order <= 0, left <= right);
        Assert.Equal(order >= 0, left >= right);
        Assert.Equal(order == 0, left == right);
        Assert.Equal(order != 0, left != right);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0")] // without padding
    [InlineData("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa1=")] // stray bits in the last symbol
    [InlineData("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0=")] // the alphabet for URLs
    [InlineData(" ngWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")]
    [InlineData("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\n")]
    [InlineData("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa==")]
    [InlineData("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIA\n\nFa0=")]
    [InlineData("\u0175ngWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")]
    public void Any_other_text_is_refused(string text)
    {
        Assert.False(Digest.TryParse(text, out var digest));
        Assert.Equal(default, digest);
    }

    // The 43rd symbol carries four bits of the hash and two that must be zero, so a quarter of the alphabet may stand there.
    [Fact]
    public void Of_the_64_symbols_sixteen_may_stand_last()
    {
        var accepted = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
            .Where(last => Digest.TryParse(new string('A', 42) + last + "=", out _));
        Assert.Equal("AEIMQUYcgkosw048", string.Concat(accepted));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Other_lengths_than_32_bytes_are_refused(int length) =>
        Assert.Throws<ArgumentException>(() => new Digest(new byte[length]));
}
