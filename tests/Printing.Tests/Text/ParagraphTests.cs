using PbDecisionDay.Printing.Text;

namespace PbDecisionDay.Printing.Tests.Text;

/// <summary>How texts break into lines and columns.</summary>
public sealed class ParagraphTests
{
    [Fact]
    public void Lines_break_between_words_and_say_all_of_the_text()
    {
        const string text = "Walk round the stalls.  Then point your phone's camera at the square code.";
        var lines = Paragraph(text, 20).Lines;
        Assert.True(lines.Count > 3);
        Assert.All(lines, line => Assert.True(line.Width <= 20));
        Assert.Equal(text.Split(' ', StringSplitOptions.RemoveEmptyEntries), lines.SelectMany(line => line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void A_word_wider_than_a_line_breaks_before_a_slash_or_else_where_it_must()
    {
        var lines = Paragraph("see pb.south.example/v/west now", 20).Lines;
        Assert.Equal(["see", "pb.south.example/v", "/west now"], lines.Select(line => line.Text));
        var pieces = Paragraph("donaudampfschifffahrtsgesellschaft", 10).Lines;
        Assert.Equal("donaudampfschifffahrtsgesellschaft", string.Concat(pieces.Select(line => line.Text)));
        Assert.All(pieces, line => Assert.True(line.Width <= 10));
        Assert.Equal(3, Paragraph("WWW", 0.1).Lines.Count);
    }

    [Fact]
    public void Chinese_breaks_between_characters_but_no_line_begins_with_a_full_stop()
    {
        const string text = "请勿给任何人看。这是您的选票。请勿给任何人看，这是您的“选票”。";
        for (var width = 6.0; width < 20; width += 0.7)
        {
            var lines = Paragraph(text, width, "zh").Lines;
            Assert.Equal(text, string.Concat(lines.Select(line => line.Text)));
            Assert.True(lines.Count > 2);
            Assert.All(lines, line => Assert.False("。，”".Contains(line.Text[0], StringComparison.Ordinal) || line.Text[^1] == '“', line.Text));
        }
    }

    [Fact]
    public void What_does_not_fit_ends_in_an_ellipsis()
    {
        var cut = Paragraph("Walk round the stalls and then some more of them", 20, mostLines: 2);
        Assert.True(cut.IsCut);
        Assert.Equal(2, cut.Lines.Count);
        Assert.EndsWith("…", cut.Lines[1].Text, StringComparison.Ordinal);
        Assert.True(cut.Lines[1].Width <= 20);
        Assert.False(Paragraph("Walk", 20, mostLines: 1).IsCut);
    }

    [Fact]
    public void A_column_is_set_as_large_as_its_room_and_never_smaller_than_it_is_given()
    {
        Block[] blocks = [new("Walk round the stalls and then some more of them", new TextStyle(Typeface.Text, 2, "en"), 9, 1)];
        double Size(double height) => new Column(0, 0, 20, height) { LargestScale = 1.5 }.Set(blocks).Lines[0].Line.Height;
        Assert.Equal(3 * 1.22, Size(100), 0.001);
        Assert.InRange(Size(10), 2 * 1.22 - 0.001, 3 * 1.22 - 0.1);
        Assert.Equal(2 * 1.22, Size(1), 0.001);
    }

    [Fact]
    public void A_column_without_room_keeps_one_line_of_each_text_and_then_leaves_out_what_may_be_missing()
    {
        var style = new TextStyle(Typeface.Text, 2, "en");
        Block[] blocks = [new("Westhaven decides on everything", style, 2, 0), new("Second", style, 1, 0, Optional: true), new("Third", style, 1, 0), new("Fourth", style, 1, 0, Optional: true)];
        string[] Said(int lines) => [.. new Column(0, 0, 20, lines * 2 * 1.22).Set(blocks).Lines.Select(line => line.Line.Text)];
        Assert.Equal(5, Said(5).Length);
        Assert.Equal(["Second", "Third", "Fourth"], Said(4)[1..]);
        Assert.Equal(["Second", "Third"], Said(3)[1..]);
        Assert.Equal(["Third"], Said(2)[1..]);
    }

    [Fact]
    public void Lines_from_right_to_left_end_at_the_left_of_a_column_from_its_right_edge()
    {
        Block[] blocks = [new("لا تُرِه لأحد", new TextStyle(Typeface.Text, 2, "ar"), 2, 0), new("Westhaven", new TextStyle(Typeface.Text, 2, "en"), 1, 0)];
        var lines = new Column(5, 0, 30, 30).Set(blocks).Lines;
        Assert.Equal(35, lines[0].Left + lines[0].Line.Width, 0.001);
        Assert.Equal(5, lines[1].Left, 0.001);
    }

    private static Paragraph Paragraph(string text, double width, string language = "en", int mostLines = 20) =>
        new(new Passage(text, new TextStyle(Typeface.Text, 2, language)), width, mostLines);
}
