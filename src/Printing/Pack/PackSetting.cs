using PbDecisionDay.Printing.Text;
using SkiaSharp;

namespace PbDecisionDay.Printing.Pack;

/// <summary>What stands on one page of the pack, millimetres.</summary>
internal sealed class PackPage
{
    public List<PlacedLine> Lines { get; } = [];

    public List<SKRect> Boxes { get; } = [];

    public List<(double Left, double Right, double Y)> Rules { get; } = [];

    public List<(string Link, double Left, double Top, double Side)> Codes { get; } = [];
}

/// <summary>Sets a sheet: its blocks one below the other, from the side on which its language begins.</summary>
internal sealed class PackSetting
{
    /// <summary>A4, millimetres.</summary>
    public const double PageWidth = 210, PageHeight = 297;

    private const double Margin = 20, Width = PageWidth - 2 * Margin, Gap = 4.5, Foot = 14, Room = 10_000, NumberWidth = 12, BoxWidth = 34, BoxHeight = 11, WritingLine = 11;
    private const double Millimetres = 25.4 / 72;
    private const int ManyLines = 40;

    private readonly PackSheet _sheet;
    private double _y;

    public PackSetting(PackSheet sheet)
    {
        _sheet = sheet;
        NewPage();
        for (var at = 0; at < sheet.Blocks.Count; at++) Add(sheet.Blocks[at], at + 1 < sheet.Blocks.Count ? sheet.Blocks[at + 1] : null);
    }

    public List<PackPage> Pages { get; } = [];

    private PackPage Page => Pages[^1];

    private void NewPage()
    {
        Pages.Add(new PackPage());
        _y = Margin;
        Page.Rules.Add((Margin, PageWidth - Margin, PageHeight - Foot - 3));
        Page.Lines.AddRange(Set(_sheet.Foot, PackPdf.SmallestPoints, bold: false, 0, Width, PageHeight - Foot - 2, lines: 1).Lines);
    }

    private void Add(PackBlock block, PackBlock? next)
    {
        switch (block)
        {
            case PackBlock.Heading heading:
                Put(Set(heading.Text, heading.Points, bold: true, 0, Width, 0), Gap * 1.2);
                break;
            case PackBlock.Paragraph paragraph:
                Put(Set(paragraph.Text, paragraph.Points, bold: false, 0, Width, 0), Gap);
                break;
            case PackBlock.Step step:
                var number = Set($"{step.Number}", step.Points + 2, bold: true, 0, NumberWidth, 0);
                var text = Set(step.Text, step.Points, bold: false, NumberWidth, Width - NumberWidth, 0);
                // What is filled in stands on the page of its step.
                Reserve(text.Bottom + Gap + HeightOf(next));
                Put(new ColumnLines([.. number.Lines, .. text.Lines], Math.Max(number.Bottom, text.Bottom)), Gap);
                break;
            case PackBlock.Code code:
                // The address stands below, without its scheme, for those who type.
                var address = Centred(code.Link[(code.Link.IndexOf("://", StringComparison.Ordinal) + 3)..]);
                Reserve(code.Side + address.Bottom + Gap);
                Page.Codes.Add((code.Link, (PageWidth - code.Side) / 2, _y, code.Side));
                _y += code.Side;
                Put(address, Gap);
                break;
            case PackBlock.Writing writing:
                Reserve(writing.Lines * WritingLine);
                for (var line = 1; line <= writing.Lines; line++) Page.Rules.Add((Margin, PageWidth - Margin, _y + line * WritingLine - 2));
                _y += writing.Lines * WritingLine + Gap;
                break;
            case PackBlock.Sum sum:
                AddSum(sum);
                break;
        }
    }

    private static double HeightOf(PackBlock? block) => block switch
    {
        PackBlock.Sum sum => sum.Boxes.Count * (BoxHeight + 1.5),
        PackBlock.Writing writing => writing.Lines * WritingLine,
        _ => 0,
    };

    private void AddSum(PackBlock.Sum sum)
    {
        var rows = sum.Boxes.Select(box => (box.Sign, Name: Set(box.Name, 14, bold: false, NumberWidth, Width - NumberWidth - BoxWidth - Gap, 0))).ToArray();
        Reserve(rows.Sum(row => Math.Max(row.Name.Bottom, BoxHeight) + 1.5));
        foreach (var (sign, name) in rows)
        {
            var height = Math.Max(name.Bottom, BoxHeight);
            if (sign.Length > 0) Move(Set(sign, 16, bold: true, 0, NumberWidth, 0), _y + (height - 6.9) / 2);
            Move(name, _y + (height - name.Bottom) / 2);
            var left = (float)At(Width - BoxWidth, BoxWidth);
            Page.Boxes.Add(new SKRect(left, (float)(_y + (height - BoxHeight) / 2), left + (float)BoxWidth, (float)(_y + (height + BoxHeight) / 2)));
            _y += height + 1.5;
        }
        _y += Gap;
    }

    private void Put(ColumnLines lines, double below)
    {
        Reserve(lines.Bottom);
        Move(lines, _y);
        _y += lines.Bottom + below;
    }

    private void Move(ColumnLines lines, double y) => Page.Lines.AddRange(lines.Lines.Select(line => line with { Top = line.Top + y }));

    private void Reserve(double height)
    {
        if (_y > Margin && _y + height > PageHeight - Foot - 6) NewPage();
    }

    private ColumnLines Set(string text, double points, bool bold, double left, double width, double top, int lines = ManyLines) =>
        new Column(At(left, width), top, width, Room).Set(
            [new Block(text, new TextStyle(bold ? Typeface.Bold : Typeface.Text, points * Millimetres, _sheet.Language), lines, 0, _sheet.RightToLeft)]);

    private static ColumnLines Centred(string address)
    {
        var lines = new Column(0, 0, Width, Room).Set([new Block(address, new TextStyle(Typeface.Bold, 16 * Millimetres, "en"), ManyLines, 0, RightToLeft: false)]);
        return lines with { Lines = [.. lines.Lines.Select(line => line with { Left = (PageWidth - line.Line.Width) / 2 })] };
    }

    // Measured from where the sheet begins to be read.
    private double At(double left, double width) => _sheet.RightToLeft ? PageWidth - Margin - left - width : Margin + left;
}
