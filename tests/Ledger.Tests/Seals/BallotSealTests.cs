using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Tests;

public class BallotSealTests
{
    [Fact]
    public void The_seal_is_that_of_its_twenty_pairs() => Prop.ForAll(Samples.Bytes32, Samples.Ballots.ToArbitrary(), (nonce, ballot) =>
    {
        var bytes = Encoding.ASCII.GetBytes(ballot);
        var shares = new MixShares(nonce, bytes);
        for (var k = 1; k <= BallotSeal.Pairs; k++)
        {
            Assert.Equal(shares.U(k), MixShares.InnerOf(shares.Y(k), bytes));
            Assert.Equal(shares.C(k), MixShares.OuterOf(shares.X(k), shares.U(k)));
        }
        Assert.Equal(BallotSeal.Of(nonce, bytes), MixShares.SealOf([.. Enumerable.Range(1, BallotSeal.Pairs).Select(shares.C)]));
        Assert.Equal(BallotSeal.Of(nonce, bytes), shares.Seal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_key_of_a_seal_repeats()
    {
        var shares = new MixShares(Digest.Random().ToBytes(), "blank"u8);
        var keys = Enumerable.Range(1, BallotSeal.Pairs).SelectMany(k => new[] { Convert.ToHexString(shares.X(k)), Convert.ToHexString(shares.Y(k)) });
        Assert.Equal(2 * BallotSeal.Pairs, keys.Distinct().Count());
    }

    [Fact]
    public void Another_nonce_or_another_ballot_gives_another_seal()
    {
        var nonce = Digest.Random().ToBytes();
        var seal = BallotSeal.Of(nonce, "approve 3"u8);
        Assert.NotEqual(seal, BallotSeal.Of(nonce, "approve 4"u8));
        Assert.NotEqual(seal, BallotSeal.Of(Digest.Random().ToBytes(), "approve 3"u8));
        Assert.Equal(seal, BallotSeal.Of(nonce, "approve 3"u8));
    }

    [Fact]
    public void The_longest_ballot_can_be_sealed_and_one_byte_more_is_refused()
    {
        var nonce = Digest.Random().ToBytes();
        var longest = Encoding.ASCII.GetBytes("approve " + new string('x', BallotText.MostBytes - 8));
        Assert.Equal(new MixShares(nonce, longest).Seal, BallotSeal.Of(nonce, longest));
        Assert.Throws<ArgumentException>(() => BallotSeal.Of(nonce, [.. longest, (byte)'x']));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("approve ")]
    [InlineData("approve  3")]
    [InlineData(" approve 3")]
    [InlineData("Approve 3")]
    [InlineData("3 approve")]
    [InlineData("approve 3\n")]
    [InlineData("approve 3,4")]
    [InlineData("approve caf\u00e9")]
    [InlineData("approve 3\0")]
    public void Text_without_the_form_of_a_ballot_is_refused_and_not_repeated_in_the_message(string ballot)
    {
        Assert.False(BallotText.IsValid(ballot));
        var refusal = Assert.Throws<ArgumentException>(() => BallotSeal.Of(new byte[32], Encoding.Latin1.GetBytes(ballot)));
        Assert.True(ballot.Trim().Length == 0 || !refusal.Message.Contains(ballot, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void Nonces_and_random_bytes_are_32(int length)
    {
        Assert.Throws<ArgumentException>(() => BallotSeal.Of(new byte[length], "blank"u8));
        Assert.Throws<ArgumentException>(() => new MixShares(new byte[length], "blank"u8));
        Assert.Throws<ArgumentException>(() => Attempt.Of(new byte[length]));
    }
}
