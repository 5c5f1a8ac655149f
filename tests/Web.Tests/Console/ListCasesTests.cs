using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Console;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The small lists that were tried on the service, word for word, in the folder <c>Cases</c>: how each is read before a day sees it.</summary>
public sealed class ListCasesTests
{
    private static readonly ImmutableArray<PotSetting> Pots = [new("main", "Main pot", 2_000_000)];

    [Theory]
    [InlineData("list-a-no-ids.csv", "Garden|Choir|Boxing")]
    [InlineData("list-b-late-no-ids.csv", "Late Allotment")]
    [InlineData("proposals-cp1252.csv", "Garden|Choir – “sing”")]
    [InlineData("partial-import-cp1252.csv", "Garden|Choir")]
    public void A_list_of_proposals_is_read_as_it_was_written(string name, string titles)
    {
        var (proposals, problems) = ProposalsCsv.Read(TextOf(name), Pots, ["en"], "GBP");
        Assert.Empty(problems);
        Assert.Equal(titles.Split('|'), proposals.Take(titles.Count(symbol => symbol == '|') + 1).Select(proposal => proposal.Content.Texts[0].Title));
    }

    [Fact]
    public void Amounts_with_letters_or_unclear_points_are_refused_row_by_row()
    {
        var (proposals, problems) = ProposalsCsv.Read(TextOf("money-letters-dots.csv"), Pots, ["en"], "GBP");
        Assert.Empty(proposals);
        Assert.Equal([2, 3, 4, 5, 6, 7, 8], problems.Select(problem => problem.Row));
    }

    [Fact]
    public void A_spreadsheets_summary_keeps_its_dash_its_quotes_and_its_euro() =>
        Assert.Equal(
            "Women’s garden – costs €5",
            ProposalsCsv.Read(TextOf("summary-cp1252.csv"), Pots, ["en"], "GBP").Proposals[0].Content.Texts[0].Summary);

    [Fact]
    public void A_row_below_empty_ones_has_the_number_that_the_person_sees()
    {
        var problem = Assert.Single(RegisterCsv.Read(TextOf("register-blank-lines-row-number.csv")).Problems);
        Assert.Equal(6, problem.Row);
    }

    [Fact]
    public void A_name_typed_in_a_spreadsheet_keeps_its_apostrophe() =>
        Assert.Equal("Seán O’Néill", RegisterCsv.Read(TextOf("register-cp1252-curly.csv")).Lines[0].Name);

    private static string TextOf(string name) =>
        UploadedText.Decode(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Console", "Cases", name)));
}
