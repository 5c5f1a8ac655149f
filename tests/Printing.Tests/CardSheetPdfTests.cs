namespace PbDecisionDay.Printing.Tests;

public sealed class CardSheetPdfTests
{
    private static CardSheet Sheet(int cards, params string[] languages) => new(
        [.. languages.Select(language => $"Westhaven decides ({language})")], true, "key=",
        CardWords.For(languages, "pb.south.example/v/west"), PrintedCard.Draw("https://pb.south.example", "west", "pb.south.example/west", cards));

    private static bool CanSet(string title, params string[] languages) => CardSheetPdf.CanSet([title], CardWords.For(languages, "pb.south.example"));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    [InlineData(80, 10)]
    public void Eight_cards_stand_on_a_sheet(int cards, int pages)
    {
        Assert.Equal(pages, new PrintedPdf(CardSheetPdf.Draw(Sheet(cards, "en", "gd"))).PageCount);
    }

    [Fact]
    public void The_codes_on_the_sheet_lead_to_the_voting_page_and_name_the_card()
    {
        var sheet = Sheet(3, "en", "gd");
        var drawn = PrintedPdf.Codes(Assert.Single(new PrintedPdf(CardSheetPdf.Draw(sheet)).Drawings));
        Assert.Equal(6, drawn.Count);
        foreach (var card in sheet.Cards)
        {
            Assert.Matches("^https://pb\\.south\\.example/v/west#[0-9A-HJKMNP-TV-Z]{24}$", card.InsideLink);
            Assert.Contains(drawn, code => PrintedPdf.Same(code, QrMatrix.Of(card.InsideLink)));
            Assert.Contains(drawn, code => PrintedPdf.Same(code, QrMatrix.Of(card.Outside.Symbols)));
        }
        Assert.DoesNotContain(drawn, code => PrintedPdf.Same(code, QrMatrix.Of("https://pb.south.example/v/west#000000000000000000000000")));
    }

    [Fact]
    public void A_card_that_is_printed_shows_nothing_of_its_inside_as_text()
    {
        var card = PrintedCard.Draw("https://pb.south.example", "west", "pb.south.example/west", 1)[0];
        Assert.Equal($"card {card.Outside}", card.ToString());
        Assert.Equal(card.InsideLink, $"https://pb.south.example/v/west#{string.Concat(card.InsideCode)}");
    }

    [Fact]
    public void Scripts_that_the_PDF_cannot_shape_are_left_to_the_browser()
    {
        Assert.True(CanSet("Beathach an Iar · Łódź · Київ · Ελλάδα · “—”", "en", "gd"));
        Assert.False(CanSet("Westhaven", "en", "ar"));
        foreach (var title in (string[])["غرب", "מערב", "पश्चिम", "西", "x\u20D7", "😀"]) Assert.False(CanSet(title, "en"), title);
    }

    [Fact]
    public void A_log_key_that_nobody_knows_yet_leaves_no_line()
    {
        var sheet = Sheet(1, "en");
        static int Lines(CardSheet sheet) => PrintedPdf.Lines(new PrintedPdf(CardSheetPdf.Draw(sheet)).Drawings[0]);
        Assert.Equal(Lines(sheet) - 1, Lines(sheet with { LogKey = "" }));
    }

    [Fact]
    public void The_same_cards_give_the_same_bytes()
    {
        var sheet = Sheet(9, "en", "gd");
        Assert.Equal(CardSheetPdf.Draw(sheet), CardSheetPdf.Draw(sheet));
        Assert.NotEqual(CardSheetPdf.Draw(sheet), CardSheetPdf.Draw(Sheet(9, "en", "gd")));
    }

    [Fact]
    public void Cards_speak_a_days_first_two_languages_that_they_know_and_English_where_they_know_none()
    {
        Assert.Equal(["gd", "en"], CardWords.For(["pl", "gd", "en", "ar"], "pb.south.example").Select(words => words.Language));
        Assert.Equal(["en"], CardWords.For(["pl"], "pb.south.example").Select(words => words.Language));
        Assert.Equal("rtl", CardWords.For(["ar"], "pb.south.example")[0].Direction);
        foreach (var language in CardWords.Languages)
            Assert.Contains("pb.south.example/v/west", CardWords.For([language], "pb.south.example/v/west")[0].HowTo[1], StringComparison.Ordinal);
        Assert.Equal(CardWords.Languages.Count, CardWords.Languages.Select(language => CardWords.For([language], "")[0].KeepSecret).Distinct().Count());
    }

    [Fact]
    public void A_code_as_SVG_has_exactly_its_dark_modules()
    {
        var code = QrMatrix.Of("https://pb.south.example/v/west#ABC");
        var cells = code.Runs().Sum(run => run.Length);
        var dark = Enumerable.Range(0, code.Size).Sum(y => Enumerable.Range(0, code.Size).Count(x => code.IsDark(x, y)));
        Assert.Equal(dark, cells);
        Assert.Equal(code.Runs().Count(), code.SvgPath().Count(symbol => symbol == 'M'));
    }
}
