using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Ledger.Tests;

public class KeyShareTests
{
    private const string Passphrase = "five calm swans cross Troon bay";

    private static readonly byte[] Key = Digest.Random().ToBytes();
    private static readonly IReadOnlyList<KeyShare> Shares = KeyShare.Split(Samples.Origin, Key, 2);

    private static readonly string Text = Shares[1].Seal(Passphrase);

    // The same key, shared once more: as if a share had been replaced by another that looks the same.
    private static readonly IReadOnlyList<KeyShare> Forged = KeyShare.Split(Samples.Origin, Key, 2);

    [Fact]
    public void Any_two_shares_give_the_key_and_one_says_nothing()
    {
        foreach (var (one, other) in new[] { (0, 1), (0, 2), (1, 2), (2, 0) })
        {
            var joined = KeyShare.Join([Shares[one], Shares[other]]);
            Assert.Equal(Key, joined.Key);
            Assert.Empty(joined.Bad);
        }
        Assert.Equal(Key, KeyShare.Join(Shares).Key);
        Assert.False(KeyShare.Join([Shares[0]]).HaveKey);
        Assert.False(KeyShare.Join([Shares[0], Shares[0]]).HaveKey);
        Assert.False(KeyShare.Join([]).HaveKey);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void One_bad_share_and_two_good_ones_open_and_it_is_said_which_is_bad(int bad)
    {
        var brought = Shares.ToArray();
        brought[bad] = Forged[bad];

        var joined = KeyShare.Join(brought);
        Assert.Equal(Key, joined.Key);
        Assert.Equal(brought[bad], Assert.Single(joined.Bad));
        Assert.False(KeyShare.Join([.. brought.Where((_, at) => at != (bad + 1) % 3)]).HaveKey);
    }

    [Fact]
    public void Shares_of_two_makings_or_of_two_keys_give_nothing_together()
    {
        Assert.False(KeyShare.Join([Shares[0], KeyShare.Split(Samples.Origin, Key, 3)[1]]).HaveKey);
        var other = KeyShare.Split(Samples.Origin, Digest.Random().ToBytes(), 2);
        Assert.False(KeyShare.Join([Shares[0], other[1]]).HaveKey);
        var joined = KeyShare.Join([other[0], Shares[1], Shares[2]]);
        Assert.Equal(Key, joined.Key);
        Assert.Equal(other[0], Assert.Single(joined.Bad));
    }

    [Fact]
    public void A_share_is_sealed_under_its_holders_passphrase_and_travels_through_mail_and_print()
    {
        var text = Shares[1].Seal(Passphrase);
        foreach (var arrived in new[] { text, text.Replace("\n", "\r\n", StringComparison.Ordinal), $"\n {text}\n" })
        {
            Assert.Equal(KeyShareProblem.None, KeyShare.Open(arrived, Passphrase, out var share));
            Assert.Equal((Samples.Origin, 2, 2, Shares[1].Openings), (share!.Origin, share.Set, share.Number, share.Openings));
            Assert.Equal(Shares[1].Fingerprint, share.Fingerprint);
            Assert.Equal(Key, KeyShare.Join([share, Shares[2]]).Key);
        }
        Assert.Equal(KeyShareProblem.WrongPassphrase, KeyShare.Open(text, "five calm swans cross troon bay", out var none));
        Assert.Null(none);
        Assert.DoesNotContain(Convert.ToBase64String(Key), text, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Shares[0].Seal("too short"));
    }

    [Theory]
    [InlineData("origin pb.south.example/troon-2026", "origin pb.south.example/troon-2027")]
    [InlineData("set 2", "set 3")]
    [InlineData("share 2", "share 1")]
    [InlineData("600000", "600001")]
    public void No_line_above_the_sealed_one_can_be_changed(string from, string to) =>
        Assert.Equal(
            KeyShareProblem.WrongPassphrase, KeyShare.Open(Text.Replace(from, to, StringComparison.Ordinal), Passphrase, out _));

    [Theory]
    [InlineData("pbdd/1 key-share", "pbdd/1 key-copy")]
    [InlineData("set 2", "set 0")]
    [InlineData("set 2", "set 1000")]
    [InlineData("set 2", "set 02")]
    [InlineData("share 2", "share 4")]
    [InlineData("share 2", "share two")]
    [InlineData("600000", "209999")]
    [InlineData("origin pb", "origin  pb")]
    [InlineData("check ", "check AA")]
    public void What_the_writer_would_not_have_written_is_no_share(string from, string to) =>
        Assert.Equal(KeyShareProblem.NotAShare, KeyShare.Open(Text.Replace(from, to, StringComparison.Ordinal), Passphrase, out _));

    [Fact]
    public void A_share_without_a_line_is_none()
    {
        var lines = Text.Split('\n');
        for (var left = 0; left < lines.Length - 1; left++)
            Assert.Equal(KeyShareProblem.NotAShare, KeyShare.Open(string.Join('\n', lines.Where((_, at) => at != left)), Passphrase, out _));
        Assert.Equal(KeyShareProblem.NotAShare, KeyShare.Open(null, Passphrase, out _));
    }

    [Fact]
    public void Shares_are_made_of_a_days_key_alone_and_show_nothing()
    {
        Assert.Throws<ArgumentException>(() => KeyShare.Split(Samples.Origin, Key.AsSpan(1), 1));
        Assert.Throws<ArgumentException>(() => KeyShare.Split("no origin", Key, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyShare.Split(Samples.Origin, Key, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyShare.Split(Samples.Origin, Key, KeyShare.MostSets + 1));
        Assert.Equal($"share 1 of set 2 of {Samples.Origin} (hidden)", $"{Shares[0]}");
        Assert.Equal("key from shares (hidden)", $"{KeyShare.Join(Shares)}");
        // A slope used twice would give the keys' difference away.
        Assert.NotEqual(Shares[0].Fingerprint, Forged[0].Fingerprint);
    }
}
