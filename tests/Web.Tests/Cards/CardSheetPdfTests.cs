using PbDecisionDay.Grains.Days;
using PbDecisionDay.Web.Cards;

namespace PbDecisionDay.Web.Tests.Cards;

public sealed class CardSheetPdfTests
{
    private static CardSheet Sheet(int cards, params string[] languages) => new(
        "pb.south.example", [.. languages.Select(language => new LocalText(language, $"Westhaven decides ({language})"))], true, "key=",
        CardWords.For(languages, "pb.south.example/v/west"), PrintedCard.Draw("https://pb.south.example", "west", "pb.south.example/west", cards));

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
        Assert.True(CardSheetPdf.CanSet(["en", "gd"]));
        Assert.False(CardSheetPdf.CanSet(["en", "ar"]));
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
