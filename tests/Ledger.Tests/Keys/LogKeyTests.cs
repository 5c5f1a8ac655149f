using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Ledger.Tests;

public class LogKeyTests
{
    [Fact]
    public void A_signature_verifies_under_its_own_key_and_text_alone()
    {
        using LogKey key = LogKey.Generate(), other = LogKey.Generate();
        var signature = key.Sign("text"u8);
        Assert.True(key.Public.Verify("text"u8, signature));
        Assert.False(key.Public.Verify("Text"u8, signature));
        Assert.False(other.Public.Verify("text"u8, signature));
        Assert.False(key.Public.Verify("text"u8, signature.AsSpan(1)));
        Assert.False(key.Public.Verify("text"u8, []));
    }

    [Fact]
    public void Keys_come_back_from_their_files()
    {
        using var key = LogKey.Generate();
        using var back = LogKey.ImportPkcs8(key.ExportPkcs8());
        Assert.Equal(key.Public, back.Public);
        Assert.Equal(key.Public, LogPublicKey.Of(key.Public.Spki));
        Assert.True(key.Public.Verify("text"u8, back.Sign("text"u8)));
    }

    [Fact]
    public void The_key_id_is_the_start_of_the_hash_of_the_public_key()
    {
        using var key = LogKey.Generate();
        var hash = Convert.ToHexStringLower(SHA256.HashData(key.Public.Spki));
        Assert.Equal(hash[..8], key.Public.KeyId.ToString("x8", null));
        Assert.Equal(hash, Convert.ToHexStringLower(key.Public.Fingerprint.ToBytes()));
    }

    [Fact]
    public void A_verifier_key_reads_back_and_no_changed_one_does()
    {
        using var key = LogKey.Generate();
        var text = key.Public.VerifierKey(Samples.Origin);
        Assert.True(LogPublicKey.TryParseVerifierKey(text, out var name, out var read));
        Assert.Equal((Samples.Origin, key.Public), (name, read));

        var id = key.Public.KeyId.ToString("x8", null);
        foreach (var changed in new[]
        {
            null, "", "a+b", text + "=", text + "\n", text[..^2], text.Replace(id, "00000000", StringComparison.Ordinal),
            text.Replace(id, id.ToUpperInvariant() + "0", StringComparison.Ordinal), text[text.IndexOf('+', StringComparison.Ordinal)..],
            text.Replace("+AjB", "+BjB", StringComparison.Ordinal), "two words" + text,
            // An Ed25519 key, the example of C2SP signed-note.
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        })
            Assert.False(LogPublicKey.TryParseVerifierKey(changed, out _, out _), changed);
    }

    [Fact]
    public void Keys_of_other_kinds_are_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        Assert.Throws<FormatException>(() => LogKey.ImportPkcs8(p384.ExportPkcs8PrivateKey()));
        Assert.Throws<FormatException>(() => LogKey.ImportPkcs8(rsa.ExportPkcs8PrivateKey()));
        Assert.Throws<FormatException>(() => LogKey.ImportPkcs8("no key"u8));
        Assert.Throws<FormatException>(() => LogPublicKey.Of(p384.ExportSubjectPublicKeyInfo()));
        Assert.False(LogPublicKey.TryRead(rsa.ExportSubjectPublicKeyInfo(), out _));
    }

    [Fact]
    public void A_point_off_the_curve_is_refused()
    {
        using var key = LogKey.Generate();
        var spki = key.Public.Spki.ToArray();
        spki[^1] ^= 1;
        Assert.False(LogPublicKey.TryRead(spki, out _));
        Assert.False(LogPublicKey.TryRead([.. key.Public.Spki, 0], out _));
    }

    [Fact]
    public void Many_threads_may_sign_and_check_with_one_key()
    {
        using var key = LogKey.Generate();
        Parallel.For(0, 400, i =>
        {
            var text = Encoding.ASCII.GetBytes($"text {i}");
            Assert.True(key.Public.Verify(text, key.Sign(text)));
        });
    }
}
