using PbDecisionDay.Printing.Text;
using SkiaSharp;

namespace PbDecisionDay.Printing;

/// <summary>
/// A ballot paper as a PDF: A4, as many pages as the projects need, each with the batch on it. The same paper gives the same bytes.
/// </summary>
public static class BallotPaperPdf
{
    private const float PointsAMillimetre = 72 / 25.4f;
    private const float GridAnInch = 2540;
    private const double PageWidth = 210, PageHeight = 297, Margin = 14, Foot = 10, Gap = 3, Room = 10_000;
    private const int ManyLines = 40;

    /// <summary>Whether the fonts here have every character of a paper; what they lack is printed from the page.</summary>
    public static bool CanSet(BallotPaper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return paper.Words.Select((words, at) => words.Texts.Append(paper.Titles[at])
                .Concat(paper.Projects.SelectMany(project => new[] { project.Titles[at], paper.Look == BallotPaperLook.EasyRead ? project.EasyRead[at] : "", project.Pot }))
                .SelectMany(text => text.Split('\n')).All(text => CanSet(text, words.Language)))
            .All(can => can);
    }

    /// <summary>Draws the paper.</summary>
    public static byte[] Draw(BallotPaper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        using var bytes = new MemoryStream();
        using (var stream = new SKManagedWStream(bytes, disposeManagedStream: false))
        using (var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata { Title = paper.Titles[0], RasterDpi = GridAnInch, EncodingQuality = 101 }))
        {
            DrawInto(document, paper);
            document.Close();
        }
        return bytes.ToArray();
    }

    /// <summary>How many pages a paper takes.</summary>
    public static int PagesOf(BallotPaper paper) => new Setting(paper).Pages.Count;

    /// <summary>Draws the paper's pages into a document of others.</summary>
    internal static void DrawInto(SKDocument document, BallotPaper paper)
    {
        var pages = new Setting(paper).Pages;
        using var fonts = new DocumentFonts(pages.SelectMany(page => page.Lines.Select(line => line.Line)));
        foreach (var page in pages) DrawPage(document, page, fonts);
    }

    private static void DrawPage(SKDocument document, PaperPage page, DocumentFonts fonts)
    {
        using var ink = new SKPaint { Color = SKColors.Black };
        using var line = new SKPaint { Color = SKColors.Black, IsStroke = true, StrokeWidth = 0.2f };
        using var box = new SKPaint { Color = SKColors.Black, IsStroke = true, StrokeWidth = 0.6f };
        var canvas = document.BeginPage((float)PageWidth * PointsAMillimetre, (float)PageHeight * PointsAMillimetre);
        canvas.Scale(PointsAMillimetre);
        foreach (var (svg, place) in page.Pictures) PaperPicture.Draw(canvas, svg, place);
        foreach (var y in page.Rules) canvas.DrawLine((float)Margin, (float)y, (float)(PageWidth - Margin), (float)y, line);
        foreach (var one in page.Boxes) canvas.DrawRect(one, box);
        foreach (var placed in page.Lines) placed.Line.Draw(canvas, placed.Left, placed.Top, fonts, ink);
        document.EndPage();
    }

    private static bool CanSet(string text, string language) =>
        text.Length == 0
        || (new Passage(text, new TextStyle(Typeface.Text, 1, language)).IsWhole && new Passage(text, new TextStyle(Typeface.Bold, 1, language)).IsWhole);

    /// <summary>What stands on one page.</summary>
    private sealed class PaperPage
    {
        public List<PlacedLine> Lines { get; } = [];

        public List<SKRect> Boxes { get; } = [];

        public List<double> Rules { get; } = [];

        public List<(string Svg, SKRect Place)> Pictures { get; } = [];
    }

    /// <summary>Sets a paper: the head once, then the projects one below the other. Where the first language runs from right to left, so does the sheet.</summary>
    private sealed class Setting
    {
        private readonly BallotPaper _paper;
        private readonly bool _mirrored;
        private readonly double _text, _box, _number, _ask, _picture;
        private double _y;

        public Setting(BallotPaper paper)
        {
            _paper = paper;
            _mirrored = paper.Words.Count == 1 && paper.Words[0].Direction == "rtl";
            _text = paper.Look switch { BallotPaperLook.Normal => 3.9, BallotPaperLook.Large => 6.4, BallotPaperLook.EasyRead => 5.0 };
            (_box, _number, _ask) = (_text * (paper.Marks == BallotPaperMarks.Number ? 3.4 : 2.4), _text * 2.6, _text * 6.2);
            _picture = paper.Look == BallotPaperLook.EasyRead ? 36 : 0;
            NewPage();
            AddHead();
            foreach (var project in paper.Projects) AddProject(project);
        }

        public List<PaperPage> Pages { get; } = [];

        private PaperPage Page => Pages[^1];

        private static double Width => PageWidth - 2 * Margin;

        private void NewPage()
        {
            Pages.Add(new PaperPage());
            _y = Margin;
            var foot = string.Join(" · ", _paper.Words.Select(words => words.Batch).Distinct(StringComparer.Ordinal));
            Add(foot, Style(_paper.Words[0], bold: true, 1), Margin, PageHeight - Foot - _text, Width);
        }

        private void AddHead()
        {
            var columns = Columns(Margin, Width);
            var top = _y;
            for (var at = 0; at < _paper.Words.Count; at++)
            {
                var words = _paper.Words[at];
                List<Block> blocks =
                [
                    Said(words, _paper.Titles[at], Style(words, bold: true, 1.5), 1),
                    Said(words, words.Title, Style(words, bold: true, 1.1), 1),
                    .. _paper.Rehearsal ? [Said(words, words.Rehearsal, Style(words, bold: true, 1), 1)] : Array.Empty<Block>(),
                    .. words.HowTo.Select(sentence => Said(words, sentence, Style(words, bold: false, 1), 0.6)),
                ];
                var set = new Column(columns[at].Left, top, columns[at].Width, Room).Set(blocks);
                Page.Lines.AddRange(set.Lines);
                _y = Math.Max(_y, set.Bottom);
            }
            _y += Gap;
            Page.Rules.Add(_y);
        }

        private void AddProject(PrintedProject project)
        {
            var row = Row(project, 0, out var height);
            if (_y + height > PageHeight - Margin - Foot - _text)
            {
                NewPage();
                Page.Rules.Add(_y);
            }
            Page.Lines.AddRange(row.Select(line => line with { Top = line.Top + _y }));
            var middle = _y + (height - _box) / 2;
            Page.Boxes.Add(Rect(Width - _box, middle, _box, paper: _box));
            if (project.Picture.Length > 0 && _picture > 0)
                Page.Pictures.Add((project.Picture, Rect(_number + Gap, _y + Gap, _picture, _picture * 9 / 16)));
            _y += height;
            Page.Rules.Add(_y);
        }

        private List<PlacedLine> Row(PrintedProject project, double top, out double height)
        {
            List<PlacedLine> lines = [];
            var first = _paper.Words[0];
            var left = _number + Gap + (_picture > 0 ? _picture + Gap : 0);
            var bottom = Put(lines, [new Block(project.Number, Style(first, bold: true, 1.5), 1, 0, RightToLeft: false)], 0, top + Gap, _number);
            // Beside pictures there is no room for another column: the money stands below the title.
            var askBelow = _picture > 0 || _paper.Words.Count > 1;
            var columns = Columns(left, Width - left - _box - Gap - (askBelow ? 0 : _ask + Gap));
            for (var at = 0; at < _paper.Words.Count; at++)
            {
                var words = _paper.Words[at];
                List<Block> blocks = [Said(words, project.Titles[at], Style(words, bold: true, 1), 0.5)];
                if (_picture > 0 && project.EasyRead[at].Length > 0)
                    blocks.AddRange(project.EasyRead[at].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(sentence => Said(words, sentence.Trim(), Style(words, bold: false, 1), 0.4)));
                if (project.Pot.Length > 0) blocks.Add(Said(words, project.Pot, Style(words, bold: false, 1), 0.4));
                if (askBelow && at == 0) blocks.Add(Said(words, project.Ask, Style(words, bold: false, 1), 0));
                bottom = Math.Max(bottom, Put(lines, blocks, columns[at].Left, top + Gap, columns[at].Width));
            }
            if (!askBelow) bottom = Math.Max(bottom, Put(lines, [Said(first, project.Ask, Style(first, bold: false, 1), 0)], Width - _box - Gap - _ask, top + Gap, _ask));
            height = Math.Max(Math.Max(bottom - top, _box + Gap), _picture > 0 && project.Picture.Length > 0 ? _picture * 9 / 16 + Gap : 0) + Gap;
            return lines;
        }

        private double Put(List<PlacedLine> lines, IReadOnlyList<Block> blocks, double left, double top, double width)
        {
            var set = new Column(At(left, width), top, width, Room).Set(blocks);
            lines.AddRange(set.Lines);
            return set.Bottom;
        }

        private void Add(string text, TextStyle style, double left, double top, double width) =>
            Page.Lines.AddRange(new Column(left, top, width, Room).Set([new Block(text, style, 1, 0, _mirrored)]).Lines);

        // Measured from where the sheet begins to be read; the head's columns are measured from the page's own edge.
        private double At(double left, double width) => _mirrored ? PageWidth - Margin - left - width : Margin + left;

        private SKRect Rect(double left, double top, double width, double paper)
        {
            var x = (float)At(left, width);
            return new SKRect(x, (float)top, x + (float)width, (float)(top + paper));
        }

        private (double Left, double Width)[] Columns(double left, double width)
        {
            var number = _paper.Words.Count;
            var one = (width - (number - 1) * Gap) / number;
            return [.. Enumerable.Range(0, number).Select(at => (left + at * (one + Gap), one))];
        }

        private TextStyle Style(BallotPaperWords words, bool bold, double size) => new(bold ? Typeface.Bold : Typeface.Text, _text * size, words.Language);

        private static Block Said(BallotPaperWords words, string text, TextStyle style, double below) => new(text, style, ManyLines, below, words.Direction == "rtl");
    }
}
