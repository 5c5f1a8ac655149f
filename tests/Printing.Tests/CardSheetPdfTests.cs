using System.Collections;
using System.Text;
using PbDecisionDay.Printing.Tests.Pictures;
using UglyToad.PdfPig.Content;

namespace PbDecisionDay.Printing.Tests;

/// <summary>Card sheets as they are printed, read back by a library of its own.</summary>
public sealed class CardSheetPdfTests
{
    private const double Point = 25.4 / 72;

    /// <summary>Each language alone, each beside English, and the tallest together.</summary>
    public static TheoryData<string> Pairs => [.. Samples.Languages, .. Samples.Languages.Skip(1).Select(language => $"en,{language}"), "ar,en", "ur,ar", "zh,hi"];

    /// <summary>What is printed in the three scripts that are looked at.</summary>
    public static TheoryData<string, CardSize> Looked => new MatrixTheoryData<string, CardSize>(["en", "ar", "zh", "en,ar", "en,zh"], Enum.GetValues<CardSize>());

    [Theory]
    [InlineData(1, CardSize.Normal, 1)]
    [InlineData(4, CardSize.Normal, 1)]
    [InlineData(5, CardSize.Normal, 2)]
    [InlineData(80, CardSize.Normal, 20)]
    [InlineData(2, CardSize.Large, 1)]
    [InlineData(3, CardSize.Large, 2)]
    public void Four_cards_stand_on_a_sheet_or_two_large_ones(int cards, CardSize size, int pages)
    {
        var pdf = Read(Samples.Sheet(cards, "en", "gd") with { Size = size });
        Assert.Equal(pages, pdf.PageCount);
        Assert.Equal(pages, CardSheet.SheetsFor(cards, size));
        var (width, height) = size == CardSize.Normal ? (210, 297) : (297, 210);
        Assert.All(pdf.Drawings, page => Assert.Equal((width, height), (Math.Round(page.Width * Point), Math.Round(page.Height * Point))));
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

    [Theory, MemberData(nameof(Looked))]
    public void Every_code_is_read_back_from_the_picture_of_its_page_and_stands_in_its_own_part(string languages, CardSize size)
    {
        var sheet = Samples.Sheet(3, languages.Split(',')) with { Size = size, Test = Samples.Test };
        var pages = PagePicture.Of(CardSheetPdf.Draw(sheet), $"cards-{languages.Replace(',', '-')}-{size}");
        var read = pages.SelectMany((page, at) => page.Codes.Select(code => (Page: at, code.Text, X: Paper(code.Left, sheet), Y: Paper(code.Top, sheet), Bottom: Paper(code.Bottom, sheet)))).ToArray();
        Assert.Equal(
            sheet.Cards.SelectMany(card => new[] { card.Outside.Symbols, card.InsideLink }).Append(Samples.Test.Link).Order(StringComparer.Ordinal),
            read.Select(code => code.Text).Order(StringComparer.Ordinal));
        for (var card = 0; card < sheet.Cards.Count; card++)
        {
            // The test card has the first place.
            var (page, place) = ((card + 1) / sheet.CardsASheet, (card + 1) % sheet.CardsASheet);
            var (left, top) = (place % sheet.Grid.Across * CardSheet.CardWidth, place / sheet.Grid.Across * CardSheet.CardHeight);
            foreach (var (text, from, to) in new[] { (sheet.Cards[card].Outside.Symbols, CardSheet.TearLine, CardSheet.BackFold), (sheet.Cards[card].InsideLink, CardSheet.BackFold, CardSheet.FrontFold) })
            {
                var code = Assert.Single(read, code => code.Text == text);
                Assert.Equal(page, code.Page);
                Assert.InRange(code.X, left + 4, left + CardSheet.CardWidth - 4);
                Assert.InRange(code.Y, top + from, top + to);
                Assert.InRange(code.Bottom, top + from, top + to);
            }
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Number_outside_secret_inside_and_nothing_over_an_edge_in_any_language(string languages)
    {
        var sheet = Samples.Sheet(4, languages.Split(','));
        var page = Read(sheet).Drawings.Single();
        for (var place = 0; place < 4; place++)
        {
            var card = sheet.Cards[place];
            // The number on the strip, which is torn off, and on the outside, which stays.
            Assert.Equal([1, 1, 0, 0], Parts.Select(part => Times(card.Outside.ToString(), Letters(page, place, part))));
            foreach (var pair in card.InsideCode.Chunk(2))
                Assert.Equal([0, 0, 1, 0], Parts.Select(part => Times(string.Join(' ', pair), Letters(page, place, part))));
        }
        // Every letter belongs to one part of one card, with everything it is drawn with.
        var inside = Enumerable.Range(0, 4).SelectMany(place => Parts.SelectMany(part => Letters(page, place, part))).ToHashSet();
        Assert.Empty(page.Letters.Where(letter => !inside.Contains(letter)).Select(letter => $"{letter.Value} at {letter.BoundingBox.Left * Point:0.0}, {297 - letter.BoundingBox.Top * Point:0.0} to {297 - letter.BoundingBox.Bottom * Point:0.0}"));
        // What printers cannot reach stays empty.
        Assert.All(page.Letters.Where(letter => letter.Value.Trim().Length > 0), letter =>
        {
            Assert.InRange(letter.BoundingBox.Left * Point, 4, 206);
            Assert.InRange(letter.BoundingBox.Bottom * Point, 4, 293);
        });
    }

    [Theory, MemberData(nameof(Pairs))]
    public void No_letter_is_smaller_than_12_points_and_none_of_large_print_than_16(string languages)
    {
        foreach (var (size, least) in new[] { (CardSize.Normal, 12), (CardSize.Large, 16) })
        {
            var sheet = Samples.Sheet(3, languages.Split(',')) with { Size = size, Test = Samples.Test, Rehearsal = true };
            var letters = Read(sheet).Drawings.SelectMany(page => page.Letters).Where(letter => letter.Value.Trim().Length > 0).ToArray();
            Assert.NotEmpty(letters);
            Assert.True(letters.Min(letter => letter.PointSize) >= least - 0.01, $"{letters.Min(letter => letter.PointSize)} points of {size}: {letters.MinBy(letter => letter.PointSize)!.Value}");
        }
    }

    [Fact]
    public void The_folds_hide_the_secret_and_meet_no_edge()
    {
        // The cover comes up over the inside, and not as far as the other fold; the strip stands out beyond what is folded behind.
        Assert.InRange(CardSheet.CoverHeight, CardSheet.InsideHeight - 3, CardSheet.InsideHeight - 0.3);
        Assert.True(CardSheet.OutsideHeight + CardSheet.StripHeight > CardSheet.InsideHeight + 10);
        Assert.Equal(CardSheet.CardHeight, CardSheet.FrontFold + CardSheet.CoverHeight, 0.001);
        var page = Read(Samples.Sheet(4, "en")).Drawings.Single();
        var lines = page.Paths.Where(path => path.IsStroked && !path.IsFilled).Select(path => path.GetBoundingRectangle()!.Value).ToArray();
        var across = lines.Where(line => line.Width * Point > 200).Select(line => Math.Round(297 - line.Bottom * Point, 1)).Distinct().Order().ToArray();
        Assert.Equal([20.8, 61.8, 105.4, 148.5, 169.3, 210.3, 253.9], across);
        Assert.Equal([105.0], lines.Where(line => line.Height * Point > 290).Select(line => Math.Round(line.Left * Point, 1)).Distinct());
        // No letter and no code stands on a line: whoever cuts and folds touches none.
        Assert.All(page.Letters.Where(letter => letter.Value.Trim().Length > 0), letter =>
            Assert.DoesNotContain(across, line => 297 - letter.BoundingBox.Top * Point < line && 297 - letter.BoundingBox.Bottom * Point > line));
    }

    [Fact]
    public void The_test_card_is_the_first_and_none_of_the_batch()
    {
        var sheet = Samples.Sheet(4, "en", "ar") with { Test = Samples.Test };
        var pdf = Read(sheet);
        Assert.Equal(2, pdf.PageCount);
        var first = Letters(pdf.Drawings[0], 0, 2);
        Assert.Equal(1, Times(Samples.Test.Code, first));
        Assert.Equal([1, 1, 1, 0], Parts.Select(part => Times("TEST CARD: not a vote", Letters(pdf.Drawings[0], 0, part))));
        Assert.Equal(1, Times(sheet.Cards[0].Outside.ToString(), Letters(pdf.Drawings[0], 1, 1)));
        Assert.DoesNotContain(Samples.Test.Code, string.Concat(Read(Samples.Sheet(4, "en")).Drawings[0].Letters.Select(letter => letter.Value)), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pairs))]
    public void All_its_words_are_on_the_card_as_text(string languages)
    {
        // A rehearsal's cards in two languages say some of it in the first alone: there the letters come first.
        var sheet = Samples.Sheet(1, languages.Split(',')) with { Rehearsal = false };
        Assert.True(CardSheetPdf.CanSet(sheet.PrintedTitles, sheet.Words));
        var printed = Symbols(PrintedPdf.Text(Read(sheet).Drawings.Single()));
        var first = sheet.Words[0];
        foreach (var text in sheet.PrintedTitles.Concat(sheet.Words.SelectMany(words => words.HowTo.Concat([words.DoNotOpen, words.YourCode, words.KeepSecret]))).Concat([first.Address, first.KeepStrip, first.LogKey, Samples.LogKey]))
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
        Assert.Contains("Log key", Text(sheet), StringComparison.Ordinal);
        Assert.Contains(sheet.LogKey, Text(sheet).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
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
        Assert.InRange(CardSheetPdf.Draw(Samples.Sheet(4, languages.Split(','))).Length, 10_000, mostKilobytes * 1000);

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
            Assert.Equal(3, CardWords.For([language], "pb.south.example/v/west")[0].HowTo.Distinct(StringComparer.Ordinal).Count());
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

    private static readonly int[] Parts = [0, 1, 2, 3];

    private static readonly double[] Edges = [0, CardSheet.TearLine, CardSheet.BackFold, CardSheet.FrontFold, CardSheet.CardHeight];

    private static double Paper(double pixels, CardSheet sheet) => pixels / PagePicture.PixelsAMillimetre / sheet.Scale;

    private static PrintedPdf Read(CardSheet sheet) => new(CardSheetPdf.Draw(sheet));

    private static int Times(string text, IReadOnlyList<Letter> letters) => string.Concat(letters.Select(letter => letter.Value)).Split(text).Length - 1;

    private static IReadOnlyList<Letter> Letters(Page page, int place, int part) => [.. page.Letters.Where(letter =>
    {
        var box = letter.BoundingBox;
        return IsInside(Math.Min(box.Left, box.Right), Math.Min(box.Bottom, box.Top), Math.Max(box.Left, box.Right), Math.Max(box.Bottom, box.Top), place, part, page);
    })];

    private static bool IsInside(double left, double bottom, double right, double top, int place, int part, Page page)
    {
        var (x, y) = (place % 2 * CardSheet.CardWidth, place / 2 * CardSheet.CardHeight);
        return left * Point >= x && right * Point <= x + CardSheet.CardWidth
            && (page.Height - top) * Point >= y + Edges[part] && (page.Height - bottom) * Point <= y + Edges[part + 1];
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
