namespace PbDecisionDay.Printing.Tests;

/// <summary>Ballot papers as they are printed, read back by a library of its own.</summary>
public sealed class BallotPaperPdfTests
{
    private const double Point = 25.4 / 72;
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTUVWYZ";

    public static TheoryData<BallotPaperLook, string> Papers
    {
        get
        {
            var data = new TheoryData<BallotPaperLook, string>();
            foreach (var look in Enum.GetValues<BallotPaperLook>())
                foreach (var languages in new[] { "en", "ar", "zh", "en,gd", "en,ar", "en,zh", "ar,zh" }) data.Add(look, languages);
            return data;
        }
    }

    [Theory, MemberData(nameof(Papers))]
    public void Every_number_title_and_batch_stands_on_the_paper_and_nothing_over_its_edge(BallotPaperLook look, string languages)
    {
        var paper = Paper(look, 12, languages.Split(','));
        Assert.True(BallotPaperPdf.CanSet(paper));
        var pdf = new PrintedPdf(BallotPaperPdf.Draw(paper));
        Assert.All(pdf.Drawings, page =>
        {
            Assert.Equal((210, 297), (Math.Round(page.Width * Point), Math.Round(page.Height * Point)));
            Assert.All(page.Letters.Where(letter => letter.Value != " "), letter =>
            {
                Assert.InRange(letter.BoundingBox.Left * Point, 5, 205);
                Assert.InRange(letter.BoundingBox.Right * Point, 5, 205);
                Assert.InRange(letter.BoundingBox.Bottom * Point, 3, 294);
            });
            Assert.Contains("box-7", PrintedPdf.Text(page).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        });
        var text = string.Concat(pdf.Drawings.Select(PrintedPdf.Text));
        foreach (var project in paper.Projects) Assert.Contains(project.Number, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Large_print_is_eighteen_points_at_least()
    {
        var pdf = new PrintedPdf(BallotPaperPdf.Draw(Paper(BallotPaperLook.Large, 3, "en")));
        var smallest = pdf.Drawings.SelectMany(page => page.Letters).Where(letter => letter.BoundingBox.Bottom * Point > 30).Min(letter => letter.PointSize);
        Assert.InRange(smallest, 18, 40);
    }

    [Fact]
    public void Two_copies_are_alike_byte_by_byte_and_500_projects_take_many_pages()
    {
        var paper = Paper(BallotPaperLook.Normal, 500, "en", "ar");
        Assert.Equal(BallotPaperPdf.Draw(paper), BallotPaperPdf.Draw(paper));
        Assert.InRange(new PrintedPdf(BallotPaperPdf.Draw(paper)).PageCount, 20, 80);
        Assert.Equal(1, new PrintedPdf(BallotPaperPdf.Draw(Paper(BallotPaperLook.Normal, 1, "en"))).PageCount);
    }

    [Fact]
    public void What_the_fonts_lack_is_known_before() =>
        Assert.False(BallotPaperPdf.CanSet(Paper(BallotPaperLook.Normal, 1, "en") with { Titles = ["🎈"] }));

    private static BallotPaper Paper(BallotPaperLook look, int projects, params string[] languages) => new(
        "box-7", true, look, BallotPaperMarks.Cross, [.. languages.Select(Samples.Title)],
        [.. languages.Select(language => BallotPaperWords.In(language, "box-7", [("Approve.UpTo", ["3"]), ("Knapsack", ["£20,000"]), ("PerPot", []), ("Extra", ["North", "1"])]))],
        [
            .. Enumerable.Range(1, projects).Select(at => new PrintedProject(
                Number(at + 300), [.. languages.Select(language => $"{Samples.Title(language)}: {Samples.Title(language)}")], "£4,200",
                [.. languages.Select(language => $"{Samples.Title(language)}\n{Samples.Title(language)}")],
                look == BallotPaperLook.EasyRead ? """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><path fill="#d3e8ee" d="M0 0h320v180H0z"/><circle cx="9" cy="9" r="4" fill="none" stroke="#000" transform="rotate(-18 9 9)"/></svg>""" : "",
                "", at % 2 == 0 ? "Second pot" : "")),
        ]);

    // As on a paper of 100 projects or more: two signs for each.
    private static string Number(int place) => new([Signs[place / Signs.Length], Signs[place % Signs.Length]]);
}
