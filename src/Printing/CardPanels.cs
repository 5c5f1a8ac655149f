using PbDecisionDay.Printing.Text;
using SkiaSharp;

namespace PbDecisionDay.Printing;

/// <summary>
/// What every card of a sheet says alike, set once: the words of its three panels, measured from the strip's top left corner.
/// </summary>
internal sealed class CardPanels : IDisposable
{
    private const double Padding = 2.5, FootHeight = 7.2;

    /// <summary>The side of the outside's code with its quiet zone, millimetres.</summary>
    public const double OutsideCode = 20;

    /// <summary>The side of the inside's code with its quiet zone, millimetres.</summary>
    public const double InsideCode = CardSheet.StripHeight - 2 * Padding + 0.6;

    private const double NumberTop = CardSheet.StripHeight - 11.2;
    private const double InsideWordsLeft = CardSheet.PanelWidth + Padding + InsideCode;
    private const double InsideCodeLine = 4.5, InsideCodeLines = 3 * InsideCodeLine;

    // All that numbers and codes are written with.
    private const string CodeSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ- ";

    // A mark that keeps a text from left to right apart from the Arabic round it.
    private const string LeftToRight = "\u200E";

    private static readonly TextStyle Number = new(Typeface.Code, 3.3, "en"), Secret = new(Typeface.Code, 3.6, "en");

    private readonly List<PlacedLine> _lines = [];
    private readonly double _secretTop;
    private readonly DocumentFonts _fonts;

    /// <summary>Sets the words of a sheet.</summary>
    public CardPanels(CardSheet sheet)
    {
        AddOutside(sheet);
        _secretTop = AddInside(sheet);
        AddCover(sheet);
        _fonts = new([.. _lines.Select(line => line.Line), Line(CodeSymbols, Number)]);
    }

    public void Dispose() => _fonts.Dispose();

    /// <summary>Draws the cards of a sheet.</summary>
    /// <param name="canvas">A canvas in millimetres, its origin the top left corner of the first strip.</param>
    /// <param name="cards">The cards, one a strip.</param>
    /// <param name="ink">The ink.</param>
    public void Draw(SKCanvas canvas, IReadOnlyList<PrintedCard> cards, SKPaint ink)
    {
        // A line on all its strips before the next line: compression finds what repeats only if it stands near.
        foreach (var line in _lines)
            for (var row = 0; row < cards.Count; row++)
                line.Line.Draw(canvas, line.Left, TopOf(row) + line.Top, _fonts, ink);
        for (var row = 0; row < cards.Count; row++) DrawCodes(canvas, cards[row], TopOf(row), ink);
    }

    private void DrawCodes(SKCanvas canvas, PrintedCard card, double top, SKPaint ink)
    {
        var (outside, inside) = (CardSheet.PanelWidth - OutsideCode - Padding, CardSheet.PanelWidth + Padding - 1.2);
        QrPath.Draw(canvas, QrMatrix.Of(card.Outside.Symbols), outside, top + Padding + 1, OutsideCode, ink);
        Line(card.Outside.ToString(), Number).Draw(canvas, Padding, top + NumberTop, _fonts, ink);
        QrPath.Draw(canvas, QrMatrix.Of(card.InsideLink), inside, top + Padding - 0.3, InsideCode, ink);
        var y = top + _secretTop;
        foreach (var pair in card.InsideCode.Chunk(2))
        {
            Line(string.Join(' ', pair), Secret).Draw(canvas, InsideWordsLeft, y, _fonts, ink);
            y += InsideCodeLine;
        }
    }

    private void AddOutside(CardSheet sheet)
    {
        const double foot = FootHeight + 0.2;
        const double beside = CardSheet.PanelWidth - OutsideCode - 3 * Padding;
        var head = new Column(Padding, Padding + 1, beside, NumberTop - 0.4 - Padding - 1);
        List<Block> blocks =
            [.. sheet.PrintedTitles.Zip(sheet.Words, (title, words) => new Block(title, Bold(words, 2.9), 2, 0.6))];
        if (sheet.Rehearsal)
            blocks.AddRange(sheet.Words.Select(words => Said(words, words.Rehearsal, Bold(words, 2.1), 2, 0)));
        _lines.AddRange(head.Set(blocks).Lines);

        blocks = [.. sheet.Words.Select(words => Said(words, words.DoNotOpen, Plain(words, 1.9), 1, 0))];
        var first = sheet.Words[0];
        if (sheet.LogKey.Length > 0)
            blocks.Add(Said(first, $"{first.LogKey} {Kept(first, sheet.LogKey)}", Plain(first, 1.7), 1, 0));
        var below = new Column(Padding, CardSheet.StripHeight - foot, CardSheet.PanelWidth - 2 * Padding, FootHeight);
        _lines.AddRange(below.Set(blocks).Lines);
    }

    private double AddInside(CardSheet sheet)
    {
        const double above = 0.8, below = 0.6, codes = above + InsideCodeLines + below;
        var width = 2 * CardSheet.PanelWidth - Padding - InsideWordsLeft;
        var room = CardSheet.StripHeight - codes - Padding - 0.9;
        Block[] blocks =
        [
            .. sheet.Words.Select(words => Said(words, words.YourCode, Bold(words, 2.2), 1, 0.2)),
            .. sheet.Words.Select(words => Said(words, words.KeepSecret, Plain(words, 1.8), 2, 0.3)),
        ];
        var lines = new Column(InsideWordsLeft, Padding + 0.5, width, room).Set(blocks);
        var titles = lines.Lines.Where(line => line.Block < sheet.Words.Count).ToArray();
        var top = titles.Max(line => line.Top + line.Line.Height) + above;
        _lines.AddRange(titles);
        _lines.AddRange(lines.Lines.Skip(titles.Length).Select(line => line with { Top = line.Top + codes }));
        return top;
    }

    private void AddCover(CardSheet sheet)
    {
        const double cover = 2 * CardSheet.PanelWidth;
        var width = (CardSheet.PanelWidth - Padding * (sheet.Words.Count + 1)) / sheet.Words.Count;
        for (var i = 0; i < sheet.Words.Count; i++)
        {
            var words = sheet.Words[i];
            var left = cover + Padding + i * (width + Padding);
            var column = new Column(left, Padding + 0.5, width, CardSheet.StripHeight - 2 * Padding);
            var address = Kept(words, words.Address);
            var steps = words.HowTo.Select(step => step.Replace(words.Address, address, StringComparison.Ordinal));
            _lines.AddRange(column.Set([.. steps.Select(step => Said(words, step, Plain(words, 2.0), 12, 0.9))]).Lines);
        }
    }

    private static double TopOf(int row) => row * CardSheet.StripHeight;

    private static string Kept(CardWords words, string text) =>
        words.Direction == "rtl" ? $"{LeftToRight}{text}{LeftToRight}" : text;

    private static Block Said(CardWords words, string text, TextStyle style, int mostLines, double below) =>
        new(text, style, mostLines, below, words.Direction == "rtl");

    private static TextStyle Plain(CardWords words, double size) => new(Typeface.Text, size, words.Language);

    private static TextStyle Bold(CardWords words, double size) => new(Typeface.Bold, size, words.Language);

    private static ShapedLine Line(string text, TextStyle style) =>
        new(new Passage(text, style, rightToLeft: false), 0, text.Length);
}
