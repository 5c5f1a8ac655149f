using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Web.Console;

namespace PbDecisionDay.Web.Tests.Console;

public sealed class ProposalsCsvTests
{
    private static readonly ImmutableArray<PotSetting> OnePot = [new("main", "Main pot", 2_000_000)];
    private static readonly ImmutableArray<PotSetting> TwoPots = [new("big", "Large grants", 1), new("small", "Small grants", 1)];
    private static readonly ImmutableArray<string> English = ["en"], TwoLanguages = ["en", "gd"];

    [Fact]
    public void A_spreadsheet_becomes_proposals_in_its_order()
    {
        var (proposals, problems) = ProposalsCsv.Read(
            "title,ask,id,group,minimum,summary,title:gd,easy_read\n\"Soup, bread and company\",\"2,500.00\",soup,Kitchen,1500,Lunch.,Brot,We cook. | We eat.\nWalks,800,,,,,,\n",
            OnePot, TwoLanguages, "GBP");
        Assert.Empty(problems);
        Assert.Equal(["soup", "1"], proposals.Select(proposal => proposal.Id));
        var soup = proposals[0].Content;
        Assert.Equal(("Kitchen", 250_000L, 150_000L, "main"), (soup.Group, soup.Ask, soup.Minimum, soup.Pot));
        Assert.Equal(["en: Soup, bread and company", "gd: Brot"], soup.Texts.Select(text => $"{text.Language}: {text.Title}"));
        Assert.Equal("We cook.\nWe eat.", soup.Texts[0].EasyRead);
        Assert.Equal(("Walks", 80_000L), (proposals[1].Content.Group, proposals[1].Content.Minimum));
    }

    [Theory]
    [InlineData(250_000, 250_000, 500_000)]
    [InlineData(250_000, 150_000, 150_000)]
    [InlineData(900_000, 800_000, 500_000)]
    public void A_list_without_minimums_leaves_all_or_nothing_all_or_nothing(long askBefore, long minimumBefore, long minimum)
    {
        var before = ProposalsCsv.Read("title,ask,id\nChoir,1,9\n", OnePot, English, "GBP").Proposals[0].Content with { Ask = askBefore, Minimum = minimumBefore };
        var known = new Dictionary<string, ProposalContent> { ["9"] = before };
        var (proposals, problems) = ProposalsCsv.Read("title,ask,id\nChoir,5000,9\n", OnePot, English, "GBP", known);
        Assert.Empty(problems);
        Assert.Equal((500_000, minimum), (proposals[0].Content.Ask, proposals[0].Content.Minimum));
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    public void Semicolons_and_tabs_are_read_too(string separator)
    {
        var (proposals, problems) = ProposalsCsv.Read($"title{separator}ask\r\nWalks{separator}800\r\nSongs{separator}900\r\n", OnePot, English, "GBP");
        Assert.Empty(problems);
        Assert.Equal(2, proposals.Length);
    }

    [Fact]
    public void The_template_itself_is_a_good_list()
    {
        var (proposals, problems) = ProposalsCsv.Read(ProposalsCsv.Template(TwoLanguages), OnePot, TwoLanguages, "GBP");
        Assert.Empty(problems);
        Assert.Single(proposals);
    }

    [Fact]
    public void What_the_list_has_a_column_for_replaces_what_was_and_the_rest_stays_in_each_language()
    {
        const string Both = "title,ask,id,summary,title:gd,summary:gd\nWalks,800,a,Slow.,Cuairtean,Slaodach.";
        var known = ProposalsCsv.Read(Both, OnePot, TwoLanguages, "GBP").Proposals
            .ToDictionary(one => one.Id, one => one.Content);
        var (proposals, problems) = ProposalsCsv.Read(
            "title,ask,id,summary,title:gd\nWalks,900,a,Brisk.,Cuairt", OnePot, TwoLanguages, "GBP", known);
        Assert.Empty(problems);
        Assert.Equal(
            [("en", "Walks", "Brisk."), ("gd", "Cuairt", "Slaodach.")],
            Assert.Single(proposals).Content.Texts.Select(text => (text.Language, text.Title, text.Summary)));
    }

    [Theory]
    [InlineData("title,ask,x\nWalks,800,1", 1, "ColumnUnknown")]
    [InlineData("title,ask\nWalks,lots", 2, "AskWrong")]
    [InlineData("title,ask\n,800", 2, "TitleMissing")]
    [InlineData("title,ask,minimum\nWalks,800,900", 2, "MinimumAboveAsk")]
    [InlineData("title,ask,minimum\nWalks,800,few", 2, "MinimumWrong")]
    [InlineData("title,ask,id\nWalks,800,a\nSongs,900,a", 3, "IdTwice")]
    [InlineData("title,ask,id\nWalks,800,a b", 2, "IdWrong")]
    [InlineData("title,ask,pot\nWalks,800,other", 2, "PotUnknown")]
    [InlineData("title,ask,picture\nWalks,800,unicorn", 2, "PictureUnknown")]
    [InlineData("title,ask\nSoup, bread,800", 2, "TooWide")]
    [InlineData("title,ask\nWalks,800\n\nSongs,x", 4, "AskWrong")]
    [InlineData("title\nWalks", 1, "ColumnMissing")]
    [InlineData("title,ask,title\nWalks,800,x", 1, "ColumnTwice")]
    [InlineData("title,ask,colour\nWalks,800,red", 1, "ColumnUnknown")]
    [InlineData("title,ask\n\"Walks,800\nSongs,900", 2, "QuoteWrong")]
    [InlineData("title,ask", 0, "Empty")]
    [InlineData("", 0, "Empty")]
    public void Every_mistake_names_its_row(string list, int row, string name)
    {
        var (proposals, problems) = ProposalsCsv.Read(list, OnePot, English, "GBP");
        Assert.Empty(proposals);
        Assert.Contains(problems, problem => problem.Row == row && problem.Name == name);
    }

    [Fact]
    public void All_mistakes_are_named_at_once()
    {
        var (_, problems) = ProposalsCsv.Read("title,ask\n,lots\nWalks,\nSongs,900", OnePot, English, "GBP");
        Assert.Equal([(2, "TitleMissing"), (2, "AskWrong"), (3, "AskWrong")], problems.Select(problem => (problem.Row, problem.Name)));
    }

    [Fact]
    public void With_two_pots_a_row_names_its_pot_by_id_or_name()
    {
        Assert.Contains(ProposalsCsv.Read("title,ask\nWalks,1", TwoPots, English, "GBP").Problems, problem => problem.Name == "PotMissing");
        var (proposals, _) = ProposalsCsv.Read("title,ask,pot\nWalks,1,small\nSongs,1,Large Grants", TwoPots, English, "GBP");
        Assert.Equal(["small", "big"], proposals.Select(proposal => proposal.Content.Pot));
    }
}
