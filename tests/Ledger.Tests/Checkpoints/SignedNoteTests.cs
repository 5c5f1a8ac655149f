using System.Text;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Ledger.Tests;

public class SignedNoteTests
{
    // The examples of C2SP signed-note and tlog-checkpoint, signed with Ed25519 keys that are unknown here.
    private const string Poem =
        "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned \u00e8 subito sera.\n\n" +
        "\u2014 quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";

    private const string Sofa =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n" +
        "\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    private static readonly LogKey Key = LogKey.Generate(), Witness = LogKey.Generate();

    [Theory]
    [InlineData(Poem, "quasimodo.example/salvatore", 0x367ba04bu)]
    [InlineData(Sofa, "example.com/behind-the-sofa", 0x033de0aeu)]
    public void The_standards_own_examples_read_and_print_back(string text, string name, uint keyId)
    {
        Assert.True(SignedNote.TryParse(text, out var note));
        Assert.Equal(text, note.Print());
        var signature = Assert.Single(note.Signatures);
        Assert.Equal((name, keyId), (signature.Name, signature.KeyId));
        Assert.False(note.IsSignedBy(name, Key.Public));
    }

    [Fact]
    public void Cosignatures_and_unknown_lines_are_kept_and_ignored()
    {
        const string text = "body\n";
        Assert.True(SignedNote.TryParse(Sofa, out var unknown));
        var note = new SignedNote(text, Key.SignNote("log", text)).With(Witness.SignNote("witness", text)).With(unknown.Signatures[0]);
        Assert.True(SignedNote.TryParse(note.Print(), out var read));
        Assert.Equal(note.Print(), read.Print());
        Assert.Equal(3, read.Signatures.Count);
        Assert.True(read.IsSignedBy("log", Key.Public));
        Assert.True(read.IsSignedBy("witness", Witness.Public));
        Assert.False(read.IsSignedBy("witness", Key.Public));
        Assert.False(read.IsSignedBy("log", Witness.Public));
    }

    [Fact]
    public void A_known_key_whose_line_does_not_verify_makes_the_note_unsigned()
    {
        var other = Key.SignNote("log", "another text\n");
        var note = new SignedNote("body\n", Key.SignNote("log", "body\n")).With(other);
        Assert.False(note.IsSignedBy("log", Key.Public));
        Assert.False(new SignedNote("body\n", other).IsSignedBy("log", Key.Public));
    }

    [Fact]
    public void Sixteen_signatures_are_read_as_the_standard_asks_and_a_flood_is_not()
    {
        var line = Key.SignNote("log", "body\n").Line + "\n";
        Assert.True(SignedNote.TryParse("body\n\n" + string.Concat(Enumerable.Repeat(line, 16)), out _));
        Assert.False(SignedNote.TryParse("body\n\n" + string.Concat(Enumerable.Repeat(line, SignedNote.MostSignatures + 1)), out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n")]
    [InlineData("body\n")]
    [InlineData("body\n\n")]
    [InlineData("body\n\n\u2014 log AAAAAAA=")]
    [InlineData("body\n\n- log AAAAAAA=\n")]
    [InlineData("body\n\n\u2014  log AAAAAAA=\n")]
    [InlineData("body\n\n\u2014 log AAAAAA==\n")] // a key id without a signature
    [InlineData("body\n\n\u2014 log AAAAAAB=\n")] // stray bits
    [InlineData("body\n\n\u2014 log AAAAAAA= \n")]
    [InlineData("body\n\n\u2014 lo+g AAAAAAA=\n")]
    [InlineData("body\n\n\u2014 lo\u00a0g AAAAAAA=\n")]
    [InlineData("body\r\n\n\u2014 log AAAAAAA=\n")]
    [InlineData("bo\tdy\n\n\u2014 log AAAAAAA=\n")]
    [InlineData("body\n\n\u2014 log AAAAAAA=\nmore\n")]
    public void What_is_not_a_note_is_refused(string? text) => Assert.False(SignedNote.TryParse(text, out _));

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Assert.False(SignedNote.TryParse("bo" + '\ud83d' + "dy\n\n\u2014 log AAAAAAA=\n", out _));

    [Fact]
    public void A_changed_character_in_text_or_signature_unsigns_the_note()
    {
        var printed = new SignedNote("body of it\n", Key.SignNote("log", "body of it\n")).Print();
        for (var at = 0; at < printed.Length; at++)
        {
            var changed = new StringBuilder(printed) { [at] = printed[at] == 'x' ? 'y' : 'x' }.ToString();
            Assert.False(SignedNote.TryParse(changed, out var note) && note.IsSignedBy("log", Key.Public), changed);
        }
    }
}
