using PbDecisionDay.Grains.Days;
using PbDecisionDay.Web.Cards;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Content;
using PdfSharp.Pdf.Content.Objects;
using PdfSharp.Pdf.IO;

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
        using var document = PdfReader.Open(new MemoryStream(CardSheetPdf.Draw(Sheet(cards, "en", "gd"))), PdfDocumentOpenMode.Import);
        Assert.Equal(pages, document.PageCount);
    }

    [Fact]
    public void The_codes_on_the_sheet_lead_to_the_voting_page_and_name_the_card()
    {
        var sheet = Sheet(3, "en", "gd");
        using var document = PdfReader.Open(new MemoryStream(CardSheetPdf.Draw(sheet)), PdfDocumentOpenMode.Import);
        var drawn = Codes(document.Pages[0]);
        Assert.Equal(6, drawn.Count);
        foreach (var card in sheet.Cards)
        {
            Assert.Matches("^https://pb\\.south\\.example/v/west#[0-9A-HJKMNP-TV-Z]{24}$", card.InsideLink);
            Assert.Contains(drawn, code => Same(code, QrMatrix.Of(card.InsideLink)));
            Assert.Contains(drawn, code => Same(code, QrMatrix.Of(card.Outside.Symbols)));
        }
        Assert.DoesNotContain(drawn, code => Same(code, QrMatrix.Of("https://pb.south.example/v/west#000000000000000000000000")));
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

    /// <summary>The filled paths of a page, each as its rectangles in the path's own smallest unit: what a printer would print.</summary>
    private static List<HashSet<(int X, int Y)>> Codes(PdfPage page)
    {
        var codes = new List<HashSet<(int X, int Y)>>();
        var path = new List<(double X, double Y, double Width, double Height)>();
        var corners = new List<(double X, double Y)>();
        foreach (var item in ContentReader.ReadContent(page))
        {
            if (item is not COperator { OpCode.OpCodeName: var name } operation) continue;
            double At(int index) => operation.Operands[index] switch { CReal real => real.Value, CInteger integer => integer.Value, _ => 0 };
            switch (name)
            {
                case OpCodeName.re: path.Add((At(0), At(1), At(2), At(3))); break;
                case OpCodeName.m: corners = [(At(0), At(1))]; break;
                case OpCodeName.l: corners.Add((At(0), At(1))); break;
                case OpCodeName.h when corners.Count >= 4:
                    path.Add((corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X) - corners.Min(c => c.X), corners.Max(c => c.Y) - corners.Min(c => c.Y)));
                    break;
                case OpCodeName.f or OpCodeName.fx:
                    if (path.Count > 50) codes.Add(Modules(path));
                    path = [];
                    break;
                case OpCodeName.S or OpCodeName.n: path = []; break;
                default: break;
            }
        }
        return codes;
    }

    private static HashSet<(int X, int Y)> Modules(List<(double X, double Y, double Width, double Height)> rectangles)
    {
        var module = rectangles.Average(rectangle => Math.Abs(rectangle.Height));
        var (left, top) = (rectangles.Min(r => Math.Min(r.X, r.X + r.Width)), rectangles.Max(r => Math.Max(r.Y, r.Y + r.Height)));
        var cells = new HashSet<(int X, int Y)>();
        foreach (var (x, y, width, height) in rectangles)
        {
            var (column, row) = ((int)Math.Round((Math.Min(x, x + width) - left) / module), (int)Math.Round((top - Math.Max(y, y + height)) / module));
            for (var i = 0; i < (int)Math.Round(Math.Abs(width) / module); i++) cells.Add((column + i, row));
        }
        return cells;
    }

    private static bool Same(HashSet<(int X, int Y)> drawn, QrMatrix code) =>
        drawn.SetEquals(Enumerable.Range(0, code.Size).SelectMany(y => Enumerable.Range(0, code.Size).Where(x => code.IsDark(x, y)).Select(x => (x, y))));
}
