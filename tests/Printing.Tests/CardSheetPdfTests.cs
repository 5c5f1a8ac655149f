using System.Collections;
using System.Text;
using UglyToad.PdfPig.Content;

namespace PbDecisionDay.Printing.Tests;

/// <summary>Card sheets as they are printed, read back by a library of its own.</summary>
public sealed class CardSheetPdfTests
{
    private const double Point = 25.4 / 72;

    /// <summary>Each language alone, each beside English, and the tallest together.</summary>
    public static TheoryData<string> Pairs => [.. Samples.Languages, .. Samples.Languages.Skip(1).Select(language => $"en,{language}"), "ar,en", "ur,ar", "zh,hi"];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    [InlineData(80, 10)]
    public void Eight_cards_stand_on_a_sheet(int cards, int pages)
    {
        var pdf = Read(Samples.Sheet(cards, "en", "gd"));
        Assert.Equal(pages, pdf.PageCount);
        Assert.All(pdf.Drawings, page => Assert.Equal((210, 297), (Math.Round(page.Width * Point, 2), Math.Round(page.Height * Point, 2))));
    }

    [Fact]
    public void The_codes_on_the_sheet_lead_to_the_voting_page_and_name_the_card_once_in_the_order_drawn()
    {
        var sheet = Samples.Sheet(9, "en", "ar");
        var drawn = Read(sheet).Drawings.SelectMany(PrintedPdf.Codes).ToArray();
        Assert.Equal(18, drawn.Length);
        for (var i = 0; i < 9; i++)
        {
            Assert.Matches("^https://pb\\.south\\.example/v/west#[0-9A-HJKMNP-TV-Z]{24}$", sheet.Cards[i].InsideLink);
            Assert.True(PrintedPdf.Same(drawn[2 * i], QrMatrix.Of(sheet.Cards[i].Outside.Symbols)), $"outside of card {i}");
            Assert.True(PrintedPdf.Same(drawn[2 * i + 1], QrMatrix.Of(sheet.Cards[i].InsideLink)), $"inside of card {i}");
        }
        Assert.DoesNotContain(drawn, code => PrintedPdf.Same(code, QrMatrix.Of("https://pb.south.example/v/west#000000000000000000000000")));
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Number_outside_secret_inside_and_nothing_over_an_edge_in_any_language(string languages)
    {
        var sheet = Samples.Sheet(8, languages.Split(','));
        var page = Read(sheet).Drawings.Single();
        for (var row = 0; row < 8; row++)
        {
            var card = sheet.Cards[row];
            Assert.Equal([1, 0, 0], Panels.Select(panel => Times(card.Outside.ToString(), Letters(page, row, panel))));
            foreach (var pair in card.InsideCode.Chunk(2))
                Assert.Equal([0, 1, 0], Panels.Select(panel => Times(string.Join(' ', pair), Letters(page, row, panel))));
        }
        // Every letter belongs to one panel of one strip, with everything it is drawn with.
        Assert.Equal(page.Letters.Count, Enumerable.Range(0, 8).Sum(row => Panels.Sum(panel => Letters(page, row, panel).Count)));
        var places = PrintedPdf.CodePlaces(page);
        for (var i = 0; i < places.Count; i++)
            Assert.True(IsInside(places[i].Left, places[i].Bottom, places[i].Right, places[i].Top, i / 2, i % 2, page), $"code {i}");
    }

    [Theory, MemberData(nameof(Pairs))]
    public void All_its_words_are_on_the_card_as_text(string languages)
    {
        var sheet = Samples.Sheet(1, languages.Split(','));
        Assert.True(CardSheetPdf.CanSet(sheet.PrintedTitles, sheet.Words));
        var printed = Symbols(PrintedPdf.Text(Read(sheet).Drawings.Single()));
        foreach (var text in sheet.PrintedTitles.Concat(sheet.Words.SelectMany(words => words.Texts.Except([words.LogKey]))).Append(sheet.Words[0].LogKey).Append(Samples.LogKey))
            Assert.Empty(Symbols(text).Except(printed).Select(symbol => $"{symbol} of {text}"));
    }

    [Fact]
    public void A_card_that_is_printed_shows_nothing_of_its_inside_as_text()
    {
        var card = PrintedCard.Draw(Samples.Site, "west", "pb.south.example/west", 1)[0];
        Assert.Equal($"card {card.Outside}", card.ToString());
        Assert.Equal(card.InsideLink, $"https://pb.south.example/v/west#{string.Concat(card.InsideCode)}");
    }

    [Fact]
    public void What_the_fonts_lack_is_left_to_the_browser()
    {
        static bool CanSet(string title, string language = "en") => CardSheetPdf.CanSet([title], [Samples.Words(language)]);
        foreach (var title in (string[])["Beathach an Iar · Łódź · Київ · Ελλάδα · “—”", "غرب", "מערב", "पश्चिम", "西", "x\u20D7", "পশ্চিম", "ਪੱਛਮ"]) Assert.True(CanSet(title), title);
        Assert.True(CanSet("مغرب", "ur"));
        foreach (var title in (string[])["🫠", "West 🫠", "ꦗꦮ", "𠮷", "a\tb"]) Assert.False(CanSet(title), title);
    }

    [Fact]
    public void A_log_key_that_nobody_knows_yet_leaves_no_line()
    {
        var sheet = Samples.Sheet(1, "en");
        static string Text(CardSheet sheet) => string.Concat(Read(sheet).Drawings[0].Letters.Select(letter => letter.Value));
        Assert.Contains($"Log key {sheet.LogKey}", Text(sheet), StringComparison.Ordinal);
        Assert.DoesNotContain("Log key", Text(sheet with { LogKey = "" }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_cards_give_the_same_bytes()
    {
        var sheet = Samples.Sheet(9, "en", "ar");
        Assert.Equal(CardSheetPdf.Draw(sheet), CardSheetPdf.Draw(sheet));
        Assert.NotEqual(CardSheetPdf.Draw(sheet), CardSheetPdf.Draw(Samples.Sheet(9, "en", "ar")));
    }

    [Theory]
    [InlineData("en", 60)]
    [InlineData("en,ar", 80)]
    [InlineData("zh,ur", 120)]
    public void A_sheet_holds_the_glyphs_that_it_shows_and_no_whole_fonts(string languages, int mostKilobytes) =>
        Assert.InRange(CardSheetPdf.Draw(Samples.Sheet(8, languages.Split(','))).Length, 10_000, mostKilobytes * 1000);

    [Fact]
    public void A_sheet_is_out_before_the_next_is_drawn()
    {
        using var output = new MemoryStream();
        var lengths = new List<long>();
        var cards = new WatchedCards(Samples.Sheet(80, "en").Cards, () => lengths.Add(output.Length));
        CardSheetPdf.Write(Samples.Sheet(1, "en") with { Cards = cards }, output);
        // The last sheet is read when those before it are written.
        Assert.Equal(80, lengths.Count);
        Assert.True(lengths[^1] > output.Length / 2, $"{lengths[^1]} of {output.Length} bytes were out");
    }

    [Fact]
    public void Cards_speak_a_days_first_two_languages_that_they_know_and_English_where_they_know_none()
    {
        Assert.Equal(["gd", "en"], CardWords.For(["cy", "gd", "en", "ar"], "pb.south.example").Select(words => words.Language));
        Assert.Equal(["en"], CardWords.For(["cy"], "pb.south.example").Select(words => words.Language));
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

    private static readonly int[] Panels = [0, 1, 2];

    private static PrintedPdf Read(CardSheet sheet) => new(CardSheetPdf.Draw(sheet));

    private static int Times(string text, IReadOnlyList<Letter> letters) => string.Concat(letters.Select(letter => letter.Value)).Split(text).Length - 1;

    private static IReadOnlyList<Letter> Letters(Page page, int row, int panel) => [.. page.Letters.Where(letter =>
    {
        var box = letter.BoundingBox;
        return IsInside(Math.Min(box.Left, box.Right), Math.Min(box.Bottom, box.Top), Math.Max(box.Left, box.Right), Math.Max(box.Bottom, box.Top), row, panel, page);
    })];

    private static bool IsInside(double left, double bottom, double right, double top, int row, int panel, Page page)
    {
        var (x, y) = (CardSheet.SideMargin + panel * CardSheet.PanelWidth, CardSheet.TopMargin + row * CardSheet.StripHeight);
        return left * Point >= x && right * Point <= x + CardSheet.PanelWidth
            && (page.Height - top) * Point >= y && (page.Height - bottom) * Point <= y + CardSheet.StripHeight;
    }

    // Letters and digits: what a reader of the file could search for.
    private static HashSet<string> Symbols(string text) =>
        [.. text.Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(Rune.IsLetterOrDigit).Select(rune => rune.ToString())];

    private sealed class WatchedCards(IReadOnlyList<PrintedCard> cards, Action read) : IReadOnlyList<PrintedCard>
    {
        public int Count => cards.Count;

        public PrintedCard this[int index] => cards[index];

        public IEnumerator<PrintedCard> GetEnumerator()
        {
            foreach (var card in cards)
            {
                read();
                yield return card;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
