using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Tests;

/// <summary>What is logged by accident is mostly logged through ToString.</summary>
public class SecretsStayHiddenTests
{
    [Fact]
    public void No_text_form_shows_a_secret()
    {
        var secret = CardSecret.Draw();
        var card = secret.Derive(Samples.Origin);
        var nonce = Digest.Random();
        using var key = LogKey.Generate();
        var sealedKey = KeyCopy.Seal(KeyKind.Openings, Samples.Origin, nonce.ToBytes(), "five calm swans");
        Assert.Equal(KeyCopyProblem.None, KeyCopy.Open(sealedKey, "five calm swans", out var opened));
        var shares = new MixShares(nonce.ToBytes(), "approve 3 7"u8);

        object[] holders =
        [
            secret, card, CardLink.Of("https://pb.south.example", "troon-2026", secret), ShortNumber.Of(card.Number),
            new Opening(nonce, "approve 3 7"), new OpeningCipher(nonce.ToBytes()), shares, key, key.Public, opened!,
            new CastEntry(card.Number, 1, card.Proof(1), shares.Seal),
        ];
        string[] secrets =
        [
            secret.Symbols, secret.Code, secret.Symbols[..8], nonce.ToString(), "approve", Convert.ToBase64String(shares.X(1)),
            Convert.ToBase64String(shares.Y(1)), Convert.ToBase64String(key.ExportPkcs8())[..60],
            .. Enumerable.Range(2, 6).Select(version => card.Proof(version).ToString()),
        ];
        foreach (var holder in holders)
            foreach (var hidden in secrets)
                Assert.DoesNotContain(hidden, $"{holder}", StringComparison.OrdinalIgnoreCase);
    }
}
