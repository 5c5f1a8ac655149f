using PbDecisionDay.Printing.Pack;
using PbDecisionDay.Printing.Tests.Pictures;

namespace PbDecisionDay.Printing.Tests;

/// <summary>The pack as it is printed: codes are read back from pictures of the pages, letters are measured, and an observer's sums find a fault.</summary>
public sealed class PackPdfTests
{
    private const double Point = 25.4 / 72;

    public static TheoryData<string> Languages => [.. SheetWords.Languages];

    [Theory, MemberData(nameof(Languages))]
    public void Each_code_is_read_back_from_the_picture_and_leads_where_its_address_says(string language)
    {
        foreach (var (name, sheet, link) in Coded(language))
        {
            var pdf = PackPdf.Draw("Pack", [sheet], []);
            var code = Assert.Single(PagePicture.Of(pdf, $"{name}-{language}").SelectMany(page => page.Codes));
            Assert.Equal(link, code.Text);
            var typed = string.Concat(new PrintedPdf(pdf).Drawings.Select(PrintedPdf.Text)).Replace(" ", "", StringComparison.Ordinal);
            Assert.Contains(link["https://".Length..], typed, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Languages))]
    public void No_letter_is_smaller_than_12_points_or_near_an_edge_and_each_sheet_is_one_page(string language)
    {
        PackSheet[] sheets = [.. Coded(language).Select(one => one.Sheet), Day(language).Door(register: true), Day(language).Door(register: false), Day(language).Helper];
        Assert.True(PackPdf.CanSet(sheets, []));
        foreach (var sheet in sheets)
        {
            var pdf = PackPdf.Draw("Pack", [sheet], []);
            PagePicture.Of(pdf, $"sheet-{Array.IndexOf(sheets, sheet)}-{language}");
            var drawn = new PrintedPdf(pdf);
            Assert.Equal(PackPdf.PagesOf(sheet), drawn.PageCount);
            Assert.InRange(drawn.PageCount, 1, 2);
            var letters = drawn.Drawings.SelectMany(page => page.Letters).Where(letter => letter.Value.Trim().Length > 0).ToArray();
            Assert.True(letters.Min(letter => letter.PointSize) >= PackPdf.SmallestPoints - 0.01, $"{letters.Min(letter => letter.PointSize)}");
            Assert.All(letters, letter =>
            {
                Assert.InRange(letter.BoundingBox.Left * Point, 15, 195);
                Assert.InRange(letter.BoundingBox.Right * Point, 15, 195);
                Assert.InRange(letter.BoundingBox.Bottom * Point, 5, 290);
            });
        }
    }

    [Fact]
    public void The_same_pack_gives_the_same_bytes_and_holds_all_its_parts()
    {
        PackSheet[] sheets = [.. SheetWords.Languages.Select(language => Day(language).Poster)];
        Assert.Equal(PackPdf.Draw("Pack", sheets, []), PackPdf.Draw("Pack", sheets, []));
        Assert.Equal(sheets.Length, new PrintedPdf(PackPdf.Draw("Pack", sheets, [])).PageCount);
        Assert.False(PackPdf.CanSet([new PackSheet("en", false, "🫠", [])], []));
    }

    [Fact]
    public void An_observer_with_a_pen_finds_every_figure_that_somebody_changed_by_one()
    {
        var honest = new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["Account.Printed"] = 120, ["Account.HandedOut"] = 83, ["Account.Unused"] = 30, ["Account.Destroyed"] = 2, ["Account.KeptBack"] = 5,
            ["Account.Cast"] = 71, ["Account.Surrendered"] = 12, ["Account.Slips"] = 12, ["Account.Papers"] = 11, ["Account.Spoilt"] = 1,
        };
        Assert.Equal(honest.Keys.Order(StringComparer.Ordinal), ObserverCheck.All.SelectMany(check => check.Parts.Append(check.Whole)).Distinct().Order(StringComparer.Ordinal));
        Assert.All(ObserverCheck.All, check => Assert.True(check.Holds(figure => honest[figure]), check.Word));
        foreach (var planted in honest.Keys)
        {
            var more = new Dictionary<string, long>(honest) { [planted] = honest[planted] + 1 };
            Assert.True(ObserverCheck.All.Any(check => !check.Holds(figure => more[figure])), planted);
        }
    }

    private static IEnumerable<(string Name, PackSheet Sheet, string Link)> Coded(string language)
    {
        var day = Day(language);
        yield return ("poster", day.Poster, "https://pb.south.example/days/west");
        yield return ("stall", day.Stall("7", $"{Samples.Title(language)}: {Samples.Title(language)}", "Westhaven Community Garden", "£4,200", "https://pb.south.example/days/west/stalls/garden"), "https://pb.south.example/days/west/stalls/garden");
        yield return ("observer", day.Observer(figure => Figures[figure]), "https://pb.south.example/audit/west");
    }

    private static DaySheets Day(string language) => new(new SheetWords(language), Samples.Title(language), "https://pb.south.example/days/west", "https://pb.south.example/audit/west");

    private static readonly Dictionary<string, string> Figures = new(StringComparer.Ordinal)
    {
        ["Account.Printed"] = "Cards printed", ["Account.HandedOut"] = "Handed out", ["Account.Unused"] = "Returned unused", ["Account.Destroyed"] = "Spoiled or destroyed",
        ["Account.KeptBack"] = "Kept back, sent to no place", ["Account.Cast"] = "Cards that voted", ["Account.Surrendered"] = "Cards handed in for a paper ballot",
        ["Account.Slips"] = "Paper slips in the box", ["Account.Papers"] = "Paper ballots typed in", ["Account.Spoilt"] = "Paper slips that are spoilt, and stand in no entry",
    };
}
