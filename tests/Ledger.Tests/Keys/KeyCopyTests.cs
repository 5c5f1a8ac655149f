using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Ledger.Tests;

public class KeyCopyTests
{
    private const string Passphrase = "five calm swans cross Troon bay";

    private static readonly byte[] Key = Digest.Random().ToBytes();
    private static readonly string Copy = KeyCopy.Seal(KeyKind.Openings, Samples.Origin, Key, Passphrase);

    [Fact]
    public void A_copy_opens_with_its_passphrase_also_after_a_journey_through_mail()
    {
        foreach (var text in new[] { Copy, Copy.Replace("\n", "\r\n", StringComparison.Ordinal), $"\n  {Copy}\n\n" })
        {
            Assert.Equal(KeyCopyProblem.None, KeyCopy.Open(text, Passphrase, out var opened));
            Assert.Equal((KeyKind.Openings, Samples.Origin), (opened!.Kind, opened.Origin));
            Assert.Equal(Key, opened.Key);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("five calm swans cross troon bay")]
    [InlineData("five calm swans cross Troon bay ")]
    public void Another_passphrase_does_not_open_it(string passphrase)
    {
        Assert.Equal(KeyCopyProblem.WrongPassphrase, KeyCopy.Open(Copy, passphrase, out var opened));
        Assert.Null(opened);
    }

    [Fact]
    public void A_letter_typed_on_another_keyboard_is_the_same_letter()
    {
        var copy = KeyCopy.Seal(KeyKind.Log, Samples.Origin, Key, "caf\u00e9 by the sea");
        Assert.Equal(KeyCopyProblem.None, KeyCopy.Open(copy, "cafe\u0301 by the sea", out var opened));
        Assert.Equal(KeyKind.Log, opened!.Kind);
    }

    [Fact]
    public void Another_kind_or_origin_written_over_it_does_not_open()
    {
        Assert.Equal(KeyCopyProblem.WrongPassphrase, KeyCopy.Open(Copy.Replace("openings", "log", StringComparison.Ordinal), Passphrase, out _));
        Assert.Equal(KeyCopyProblem.WrongPassphrase, KeyCopy.Open(Copy.Replace("troon-2026", "troon-2027", StringComparison.Ordinal), Passphrase, out _));
    }

    [Fact]
    public void A_changed_byte_of_the_sealed_key_does_not_open()
    {
        var at = Copy.IndexOf("sealed ", StringComparison.Ordinal) + 9;
        var changed = Copy[..at] + (Copy[at] == 'A' ? 'B' : 'A') + Copy[(at + 1)..];
        Assert.Equal(KeyCopyProblem.WrongPassphrase, KeyCopy.Open(changed, Passphrase, out _));
    }

    public static TheoryData<string> NotCopies =>
    [
        "", "pbdd/1 key-copy\n", Copy + "more\n", Copy[..(Copy.Length / 2)],
        Copy.Replace("600000", "1000", StringComparison.Ordinal), Copy.Replace("600000", "2000000000", StringComparison.Ordinal),
        Copy.Replace("600000", " 600000", StringComparison.Ordinal), Copy.Replace("salt ", "salt A", StringComparison.Ordinal),
        Copy.Replace("openings", "door", StringComparison.Ordinal), Copy.Replace("pbdd/1", "pbdd/2", StringComparison.Ordinal),
        Copy.Replace("pb.south", "PB.south", StringComparison.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(NotCopies), DisableDiscoveryEnumeration = true)]
    public void Text_that_is_no_copy_is_told_from_a_wrong_passphrase(string text) =>
        Assert.Equal(KeyCopyProblem.NotACopy, KeyCopy.Open(text, Passphrase, out _));

    [Fact]
    public void Fewer_rounds_are_written_and_opened_only_where_they_are_asked_for()
    {
        var drawn = Convert.ToBase64String(Digest.Random().ToBytes());
        var copy = KeyCopy.Seal(KeyKind.Openings, Samples.Origin, Key, drawn, KeyCopy.RoundsForDrawn);

        Assert.Contains("\nkdf pbkdf2-sha512 1000\n", copy, StringComparison.Ordinal);
        Assert.Equal(KeyCopyProblem.NotACopy, KeyCopy.Open(copy, drawn, out _));
        Assert.Equal(KeyCopyProblem.None, KeyCopy.Open(copy, drawn, out var opened, KeyCopy.RoundsForDrawn));
        Assert.Equal(Key, opened!.Key);
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyCopy.Seal(KeyKind.Openings, Samples.Origin, Key, drawn, 999));
    }

    [Fact]
    public void Short_passphrases_and_empty_keys_are_refused()
    {
        Assert.Throws<ArgumentException>(() => KeyCopy.Seal(KeyKind.Openings, Samples.Origin, Key, "too short"));
        Assert.Throws<ArgumentException>(() => KeyCopy.Seal(KeyKind.Openings, Samples.Origin, [], Passphrase));
        Assert.Throws<ArgumentException>(() => KeyCopy.Seal(KeyKind.Openings, "no origin", Key, Passphrase));
    }
}
