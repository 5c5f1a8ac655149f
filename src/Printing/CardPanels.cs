using PbDecisionDay.Printing.Text;
using SkiaSharp;

namespace PbDecisionDay.Printing;

/// <summary>
/// What every card of a sheet says alike, set once: the words of its four parts, in millimetres from the card's top left corner.
/// </summary>
internal sealed class CardPanels : IDisposable
{
    /// <summary>What stays empty at a card's sides and at its top and bottom, where the sheet may end and printers leave a margin.</summary>
    public const double Side = 6, Edge = 5;

    private const double Padding = 2, Gap = 2, Leading = 0.88, Width = CardSheet.CardWidth - 2 * Side;

    /// <summary>The sides of the codes with their quiet zones, millimetres.</summary>
    public const double OutsideCode = 26, InsideCode = 36;

    private const double Letter = CardSheet.SmallestLetter, Largest = 1.34, NumberHeight = 6, StripLine = 5.4, SecretLine = 5.9;

    // All that numbers and codes are written with.
    private const string CodeSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ- ";

    // A mark that keeps a text from left to right apart from the Arabic round it.
    private const string LeftToRight = "\u200E";

    private static readonly TextStyle Number = new(Typeface.Code, 4.5, "en"), Secret = new(Typeface.Code, 5, "en");

    private readonly List<PlacedLine> _lines = [], _test = [];
    private readonly double _secretTop, _testTop;
    private readonly DocumentFonts _fonts;

    /// <summary>Sets the words of a sheet.</summary>
    public CardPanels(CardSheet sheet)
    {
        AddStrip(sheet);
        AddOutside(sheet);
        _secretTop = AddInside(_lines, [.. sheet.Words.Select(words => words.YourCode)], [.. sheet.Words.Select(words => words.KeepSecret)], sheet);
        AddCover(sheet);
        if (sheet.Test is not null) _testTop = AddTest(sheet);
        _fonts = new([.. _lines.Concat(_test).Select(line => line.Line), Line(CodeSymbols, Number)]);
    }

    public void Dispose() => _fonts.Dispose();

    /// <summary>Draws the cards of a sheet.</summary>
    /// <param name="canvas">A canvas in a card's millimetres, its origin the top left corner of the first card.</param>
    /// <param name="sheet">What is printed.</param>
    /// <param name="cards">The cards in the order of reading; <c>null</c> is the test card.</param>
    /// <param name="ink">The ink.</param>
    public void Draw(SKCanvas canvas, CardSheet sheet, IReadOnlyList<PrintedCard?> cards, SKPaint ink)
    {
        // A line on all its cards before the next line: compression finds what repeats only if it stands near.
        foreach (var line in _lines)
            for (var at = 0; at < cards.Count; at++)
                if (cards[at] is not null) line.Line.Draw(canvas, LeftOf(sheet, at) + line.Left, TopOf(sheet, at) + line.Top, _fonts, ink);
        for (var at = 0; at < cards.Count; at++)
            if (cards[at] is { } card) DrawCodes(canvas, card, LeftOf(sheet, at), TopOf(sheet, at), ink);
            else DrawTest(canvas, sheet.Test!, LeftOf(sheet, at), TopOf(sheet, at), ink);
    }

    /// <summary>The left edge of a place on the sheet, a card's millimetres.</summary>
    public static double LeftOf(CardSheet sheet, int place) => place % sheet.Grid.Across * CardSheet.CardWidth;

    /// <summary>The top of a place on the sheet, a card's millimetres.</summary>
    public static double TopOf(CardSheet sheet, int place) => place / sheet.Grid.Across * CardSheet.CardHeight;

    private void DrawCodes(SKCanvas canvas, PrintedCard card, double left, double top, SKPaint ink)
    {
        var outside = Line(card.Outside.ToString(), Number);
        outside.Draw(canvas, left + Side, top + Edge, _fonts, ink);
        outside.Draw(canvas, left + Side, top + CardSheet.BackFold - Padding - NumberHeight, _fonts, ink);
        QrPath.Draw(canvas, QrMatrix.Of(card.Outside.Symbols), left + CardSheet.CardWidth - Side - OutsideCode + 2, top + CardSheet.TearLine + Padding, OutsideCode, ink);
        DrawInside(canvas, card.InsideLink, card.InsideCode.Chunk(2).Select(pair => string.Join(' ', pair)), _secretTop, left, top, ink);
    }

    private void DrawInside(SKCanvas canvas, string link, IEnumerable<string> code, double codeTop, double left, double top, SKPaint ink)
    {
        QrPath.Draw(canvas, QrMatrix.Of(link), left + Side - 2, top + CardSheet.BackFold + (CardSheet.InsideHeight - InsideCode) / 2, InsideCode, ink);
        var y = top + codeTop;
        foreach (var line in code)
        {
            Line(line, Secret).Draw(canvas, left + InsideLeft, y, _fonts, ink);
            y += SecretLine;
        }
    }

    private void DrawTest(SKCanvas canvas, TestCard test, double left, double top, SKPaint ink)
    {
        foreach (var line in _test) line.Line.Draw(canvas, left + line.Left, top + line.Top, _fonts, ink);
        DrawInside(canvas, test.Link, [test.Code], _testTop, left, top, ink);
    }

    private const double InsideLeft = Side + InsideCode;

    private void AddStrip(CardSheet sheet)
    {
        var number = Line(CodeSymbols[..15], Number).Width;
        var first = sheet.Words[0];
        var beside = new Column(Side + number + Gap, Edge + 0.2, Width - number - Gap, NumberHeight) { Leading = Leading };
        _lines.AddRange(beside.Set([Said(first, first.KeepStrip, Plain(first), 1, 0)]).Lines);
        List<Block> blocks = [];
        // A line of Nastaliq would be too high there.
        if (sheet.LogKey.Length > 0) blocks.Add(Said(first, $"{first.LogKey} {Kept(first, sheet.KeyInGroups)}", Plain(first) with { Language = first.Language == "ur" ? "ar" : first.Language }, 2, 0));
        else if (sheet.Words.Count > 1) blocks.Add(Said(sheet.Words[1], sheet.Words[1].KeepStrip, Plain(sheet.Words[1]), 1, 0));
        var below = new Column(Side, Edge + StripLine, Width, CardSheet.TearLine - Edge - StripLine - 0.2) { Leading = Leading };
        _lines.AddRange(below.Set(blocks).Lines);
    }

    private void AddOutside(CardSheet sheet)
    {
        const double top = CardSheet.TearLine + Padding;
        var column = new Column(Side, top, Width - OutsideCode + 1, CardSheet.OutsideHeight - 2 * Padding - NumberHeight) { Leading = Leading, LargestScale = Largest };
        List<Block> blocks = [.. sheet.PrintedTitles.Zip(sheet.Words, (title, words) => new Block(title, Bold(words), 2, 0.4))];
        if (sheet.Rehearsal) blocks.AddRange(sheet.Words.Select((words, at) => Said(words, words.Rehearsal, Bold(words), 1, 0.4, optional: at > 0)));
        blocks.AddRange(sheet.Words.Select((words, at) => Said(words, words.DoNotOpen, Plain(words), 1, 0, optional: at > 0)));
        _lines.AddRange(column.Set(blocks).Lines);
    }

    /// <summary>Titles above the code to type, and sentences below it.</summary>
    /// <returns>The top of the code.</returns>
    private double AddInside(List<PlacedLine> lines, IReadOnlyList<string> titles, IReadOnlyList<string> below, CardSheet sheet)
    {
        const double codes = 3 * SecretLine;
        var column = new Column(InsideLeft, CardSheet.BackFold + Padding, CardSheet.CardWidth - Side - InsideLeft, CardSheet.InsideHeight - 2 * Padding - codes) { Leading = Leading };
        var set = column.Set(
        [
            .. sheet.Words.Zip(titles, (words, title) => Said(words, title, Bold(words), 1, 0)),
            .. sheet.Words.Zip(below, (words, sentence) => Said(words, sentence, Plain(words), 1, 0)),
        ]);
        var above = set.Lines.Where(line => line.Block < titles.Count).ToArray();
        var slack = (column.Height - (set.Bottom - column.Top)) / 2;
        var top = above.Max(line => line.Top + line.Line.Height * Leading) + Math.Min(slack, 1.5);
        lines.AddRange(above);
        lines.AddRange(set.Lines.Skip(above.Length).Select(line => line with { Top = line.Top + codes + Math.Min(2 * slack, 3) }));
        return top;
    }

    private void AddCover(CardSheet sheet)
    {
        var first = sheet.Words[0];
        var address = new Block(first.Address, new TextStyle(Typeface.Bold, Letter, first.Language), 3, 0, RightToLeft: false);
        var column = new Column(Side, CardSheet.FrontFold + 1.9, Width, CardSheet.CoverHeight - 1.9 - Edge) { Leading = Leading, LargestScale = Largest };
        var set = column.Set([.. sheet.Words.SelectMany(words => words.HowTo.Select((step, at) => Said(words, step, Plain(words), 2, at == words.HowTo.Count - 1 ? 0.6 : 0))), address]);
        // Where they have no room one below the other, the steps of a language follow each other.
        _lines.AddRange((set.IsWhole ? set : column.Set([.. sheet.Words.Select(words => Said(words, string.Join(' ', words.HowTo), Plain(words), 6, 0.6)), address])).Lines);
    }

    private double AddTest(CardSheet sheet)
    {
        var first = sheet.Words[0];
        foreach (var (top, height) in ((double, double)[])[(Edge, CardSheet.StripHeight - Edge), (CardSheet.TearLine + Padding, CardSheet.OutsideHeight - 2 * Padding)])
            _test.AddRange(new Column(Side, top, Width, height) { Leading = Leading, LargestScale = Largest }.Set(
                [.. sheet.Words.Select(words => Said(words, words.Test, Bold(words), 1, 0.5)), .. sheet.PrintedTitles.Zip(sheet.Words, (title, words) => new Block(title, Plain(words), 1, 0.4, Optional: true))]).Lines);
        var code = AddInside(_test, [first.Test], [], sheet);
        _test.AddRange(new Column(Side, CardSheet.FrontFold + 1.9, Width, CardSheet.CoverHeight - Padding - Edge) { Leading = Leading, LargestScale = Largest }.Set(
            [.. first.TestHowTo.Select(step => Said(first, step, Plain(first), 3, 0.8))]).Lines);
        return code + SecretLine / 2;
    }

    private static string Kept(CardWords words, string text) => words.Direction == "rtl" ? $"{LeftToRight}{text}{LeftToRight}" : text;

    private static Block Said(CardWords words, string text, TextStyle style, int mostLines, double below, bool optional = false) =>
        new(text, style, mostLines, below, words.Direction == "rtl", optional);

    private static TextStyle Plain(CardWords words) => new(Typeface.Text, Letter, words.Language);

    private static TextStyle Bold(CardWords words) => new(Typeface.Bold, Letter, words.Language);

    private static ShapedLine Line(string text, TextStyle style) => new(new Passage(text, style, rightToLeft: false), 0, text.Length);
}
