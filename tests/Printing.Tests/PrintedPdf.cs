using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;

namespace PbDecisionDay.Printing.Tests;

/// <summary>What a PDF prints, as a library that has nothing to do with its writer reads it: pages, letters, and codes as sets of dark modules.</summary>
internal sealed class PrintedPdf
{
    private const double Exact = 0.002;

    public PrintedPdf(byte[] bytes)
    {
        using var document = PdfDocument.Open(bytes);
        Drawings = [.. document.GetPages()];
    }

    public int PageCount => Drawings.Count;

    /// <summary>The pages in order.</summary>
    public IReadOnlyList<Page> Drawings { get; }

    /// <summary>The codes of a page, as they are drawn.</summary>
    public static List<HashSet<(int X, int Y)>> Codes(Page page) => [.. CodePaths(page).Select(Modules)];

    /// <summary>Where the codes of a page stand, points from the bottom left corner, without their quiet zones.</summary>
    public static IReadOnlyList<PdfRectangle> CodePlaces(Page page) => [.. CodePaths(page).Select(path => path.GetBoundingRectangle()!.Value)];

    /// <summary>What can be searched on a page: the characters of its glyphs, and those that stand behind several glyphs.</summary>
    public static string Text(Page page) =>
        string.Concat(page.Letters.Select(letter => letter.Value)) + string.Concat(Marked(page.GetMarkedContents()).Select(marked => marked.ActualText));

    public static bool Same(HashSet<(int X, int Y)> drawn, QrMatrix code) =>
        drawn.SetEquals(Enumerable.Range(0, code.Size).SelectMany(y => Enumerable.Range(0, code.Size).Where(x => code.IsDark(x, y)).Select(x => (x, y))));

    private static IEnumerable<MarkedContentElement> Marked(IEnumerable<MarkedContentElement> contents) => contents.SelectMany(content => Marked(content.Children).Prepend(content));

    private static IEnumerable<PdfPath> CodePaths(Page page) => page.Paths.Where(path => path.IsFilled && path.Count > 1);

    // Every run of modules is as high as one module and a whole number of modules wide, and begins at a whole number of them.
    private static HashSet<(int X, int Y)> Modules(PdfPath path)
    {
        var whole = path.GetBoundingRectangle()!.Value;
        var runs = path.Select(run => run.GetBoundingRectangle()!.Value).ToArray();
        var module = runs[0].Height;
        int At(double points)
        {
            var at = Math.Round(points / module);
            Assert.Equal(at * module, points, Exact);
            return (int)at;
        }
        return
        [
            .. runs.SelectMany(run =>
            {
                Assert.Equal(module, run.Height, Exact);
                var (x, y) = (At(run.Left - whole.Left), At(whole.Top - run.Top));
                return Enumerable.Range(0, At(run.Width)).Select(i => (x + i, y));
            }),
        ];
    }
}
