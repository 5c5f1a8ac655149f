using PbDecisionDay.Printing.Text;

namespace PbDecisionDay.Printing.Tests.Text;

/// <summary>How texts of each script become glyphs.</summary>
public sealed class ShapingTests
{
    public static TheoryData<string> Languages => [.. Samples.Languages];

    [Theory, MemberData(nameof(Languages))]
    public void Every_character_has_a_glyph_and_lines_begin_where_their_language_does(string language)
    {
        var words = Samples.Words(language);
        foreach (var text in words.Texts.Append(Samples.Title(language)))
            foreach (var typeface in (Typeface[])[Typeface.Text, Typeface.Bold])
            {
                var line = Line(text, language, typeface);
                Assert.All(line.Runs.SelectMany(run => run.Glyphs), glyph => Assert.NotEqual(0, glyph.Glyph));
                Assert.True(line.Width > 0);
                Assert.Equal(words.Direction == "rtl", line.RightToLeft);
            }
    }

    [Theory]
    [InlineData("ar", "تصويتك", "sans-arabic")]
    [InlineData("ur", "ووٹنگ", "nastaliq")]
    public void Arabic_and_Urdu_run_from_right_to_left_and_join(string language, string word, string face)
    {
        var run = Assert.Single(Line(word, language, Typeface.Text).Runs);
        Assert.Equal(1, run.Stretch.Level);
        Assert.Contains(face, run.Stretch.Face.Name, StringComparison.Ordinal);
        // Seen from the left the last letter comes first, and a letter in a word has another form than the letter alone.
        var clusters = run.Glyphs.Select(glyph => glyph.Cluster).ToArray();
        Assert.Equal(clusters.OrderDescending(), clusters);
        Assert.NotEqual(clusters[0], clusters[^1]);
        var alone = word.SelectMany(letter => Line($"{letter}", language, Typeface.Text).Runs.Single().Glyphs.Select(glyph => glyph.Glyph));
        Assert.NotEmpty(run.Glyphs.Select(glyph => glyph.Glyph).Except(alone));
    }

    [Theory]
    [InlineData("hi", "कि")] // The vowel sign is spoken after its consonant and written before it.
    [InlineData("bn", "কি")]
    [InlineData("pa", "ਕਿ")]
    public void A_vowel_sign_that_is_written_before_its_consonant_stands_there(string language, string syllable)
    {
        var together = Line(syllable, language, Typeface.Text).Runs.Single().Glyphs.OrderBy(glyph => glyph.X).Select(glyph => glyph.Glyph).ToArray();
        var consonant = Line(syllable[..1], language, Typeface.Text).Runs.Single().Glyphs.Single().Glyph;
        Assert.Equal(2, together.Length);
        Assert.Equal(consonant, together[1]);
    }

    [Fact]
    public void Marks_stand_on_their_letters_and_take_no_room()
    {
        var (bare, marked) = (Line("صوت", "ar", Typeface.Text), Line("صوّت", "ar", Typeface.Text));
        Assert.Equal(bare.Width, marked.Width, 0.001);
        Assert.True(marked.Runs.Single().Glyphs.Count > bare.Runs.Single().Glyphs.Count);
    }

    [Fact]
    public void A_word_of_another_script_is_set_in_its_own_face_and_direction()
    {
        var runs = Line("افتح pb.south.example/v/west واكتب", "ar", Typeface.Text).Runs;
        var address = runs.Single(run => run.Stretch.Level == 2);
        Assert.StartsWith("DejaVu", address.Stretch.Face.Name, StringComparison.Ordinal);
        Assert.Equal("pb.south.example/v/west".Length, address.Stretch.Length);
        Assert.True(runs[0].X < address.X && runs[0].Stretch.Start > address.Stretch.Start, "what follows it stands to its left");
    }

    [Fact]
    public void A_font_as_packages_hold_it_is_read_with_every_table()
    {
        // A file that is no WOFF stays as it is, and one that is begins with TrueType's version and lists its tables in order.
        byte[] plain = [0, 1, 0, 0, 0, 0];
        Assert.Same(plain, Woff.Unpack(plain));
        using var resource = typeof(CardSheet).Assembly.GetManifestResourceStream("fonts/noto-sans-arabic-arabic-400-normal.woff")!;
        var packed = new byte[resource.Length];
        resource.ReadExactly(packed);
        var font = Woff.Unpack(packed);
        Assert.Equal([0, 1, 0, 0], font[..4]);
        Assert.True(font.Length > packed.Length);
        packed[44 + 15]++; // The first table's length, one more than it has.
        Assert.Throws<EndOfStreamException>(() => Woff.Unpack(packed));
    }

    private static ShapedLine Line(string text, string language, Typeface typeface) =>
        new(new Passage(text, new TextStyle(typeface, 2, language)), 0, text.Length);
}
