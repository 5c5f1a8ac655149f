using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Tests;

public class OpeningCipherTests
{
    private static readonly byte[] Key = Digest.Random().ToBytes();
    private static readonly byte[] Nonce = Digest.Random().ToBytes();
    private static readonly Digest Seal = BallotSeal.Of(Nonce, "approve 3 7"u8);

    [Fact]
    public void What_was_encrypted_opens_its_seal() => Prop.ForAll(Samples.Bytes32, Samples.Ballots.ToArbitrary(), (nonce, ballot) =>
    {
        var seal = BallotSeal.Of(nonce, System.Text.Encoding.ASCII.GetBytes(ballot));
        var cipher = new OpeningCipher(Key, ballot.Length % 300);
        Assert.True(new OpeningCipher(Key).TryDecrypt(Samples.Origin, seal, cipher.Encrypt(Samples.Origin, seal, nonce, ballot), out var opening));
        Assert.Equal(new Opening(new Digest(nonce), ballot), opening);
        Assert.True(opening.Opens(seal));
        Assert.False(opening.Opens(Seal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_ballot_a_day_allows_takes_the_same_room()
    {
        var cipher = new OpeningCipher(Key, longestBallot: 200);
        var sizes = new[] { "blank", "approve 3", "approve " + new string('x', 192) }
            .Select(ballot => cipher.Encrypt(Samples.Origin, Seal, Nonce, ballot).Length);
        Assert.Single(sizes.Distinct());
    }

    [Fact]
    public void The_same_opening_twice_gives_other_bytes() => Assert.NotEqual(
        new OpeningCipher(Key).Encrypt(Samples.Origin, Seal, Nonce, "approve 3 7"),
        new OpeningCipher(Key).Encrypt(Samples.Origin, Seal, Nonce, "approve 3 7"));

    [Fact]
    public void Another_origin_seal_or_key_does_not_open()
    {
        var box = new OpeningCipher(Key).Encrypt(Samples.Origin, Seal, Nonce, "approve 3 7");
        AssertShut(new OpeningCipher(Key), Samples.Origin + "/hub", Seal, box);
        AssertShut(new OpeningCipher(Key), "Not An Origin", Seal, box);
        AssertShut(new OpeningCipher(Key), Samples.Origin, Digest.Random(), box);
        AssertShut(new OpeningCipher(Nonce), Samples.Origin, Seal, box);
    }

    [Fact]
    public void A_byte_changed_added_or_lost_does_not_open()
    {
        var cipher = new OpeningCipher(Key);
        var box = cipher.Encrypt(Samples.Origin, Seal, Nonce, "approve 3 7");
        for (var at = 0; at < box.Length; at++)
        {
            var changed = box.ToArray();
            changed[at] ^= 1;
            AssertShut(cipher, Samples.Origin, Seal, changed);
        }
        for (var length = 0; length < box.Length; length++)
            AssertShut(cipher, Samples.Origin, Seal, box[..length]);
        AssertShut(cipher, Samples.Origin, Seal, [.. box, 0]);
    }

    // Made with the day's key, so only the framing can be at fault.
    [Fact]
    public void A_plaintext_that_is_not_framed_exactly_does_not_open()
    {
        byte[] framed = [.. Nonce, 0, 5, .. "blank"u8, .. new byte[128 - 39]];
        Assert.True(new OpeningCipher(Key).TryDecrypt(Samples.Origin, Seal, Boxed(framed), out _));
        foreach (var (at, value) in new[] { (127, 1), (39, 1), (33, 4), (33, 6), (32, 255), (34, 'B'), (33, 0) })
        {
            var changed = framed.ToArray();
            changed[at] = (byte)value;
            AssertShut(new OpeningCipher(Key), Samples.Origin, Seal, Boxed(changed));
        }
        AssertShut(new OpeningCipher(Key), Samples.Origin, Seal, Boxed(framed[..127]));
        AssertShut(new OpeningCipher(Key), Samples.Origin, Seal, Boxed([.. framed, 0]));
    }

    [Fact]
    public void Wrong_keys_nonces_and_ballots_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new OpeningCipher(new byte[16]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OpeningCipher(Key, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OpeningCipher(Key, BallotText.MostBytes + 1));
        Assert.Throws<ArgumentException>(() => new OpeningCipher(Key).Encrypt(Samples.Origin, Seal, new byte[31], "blank"));
        Assert.Throws<ArgumentException>(() => new OpeningCipher(Key).Encrypt(Samples.Origin, Seal, Nonce, "not\na ballot"));
        Assert.Throws<ArgumentException>(() => new OpeningCipher(Key).Encrypt("no origin", Seal, Nonce, "blank"));
    }

    [Fact]
    public void Many_threads_may_use_one_cipher()
    {
        var cipher = new OpeningCipher(Key);
        Parallel.For(0, 1000, i =>
        {
            var box = cipher.Encrypt(Samples.Origin, Seal, Nonce, $"approve {i}");
            Assert.True(cipher.TryDecrypt(Samples.Origin, Seal, box, out var opening));
            Assert.Equal($"approve {i}", opening.Ballot);
        });
    }

    private static byte[] Boxed(byte[] plain)
    {
        var (iv, sealedBytes, tag) = (new byte[12], new byte[plain.Length], new byte[16]);
        using var aes = new AesGcm(Key, tag.Length);
        byte[] bound = [.. System.Text.Encoding.ASCII.GetBytes(Samples.Origin), .. Seal.ToBytes()];
        aes.Encrypt(iv, plain, sealedBytes, tag, bound);
        return [.. iv, .. sealedBytes, .. tag];
    }

    private static void AssertShut(OpeningCipher cipher, string origin, Digest seal, byte[] box)
    {
        Assert.False(cipher.TryDecrypt(origin, seal, box, out var opening));
        Assert.Null(opening);
    }
}
