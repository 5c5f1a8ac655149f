using PbDecisionDay.Web.Console;

namespace PbDecisionDay.Web.Tests.Console;

public sealed class RegisterCsvTests
{
    [Fact]
    public void People_are_read_with_what_tells_them_apart()
    {
        var (lines, _, problems) = RegisterCsv.Read("name;detail\nMorag Example;Harbour Street\nMorag Example;Shore Road\n");
        Assert.Empty(problems);
        Assert.Equal(["Harbour Street", "Shore Road"], lines.Select(line => line.Detail));
    }

    [Theory]
    [InlineData("name\n\nA\nA", 4, "PersonTwice")]
    [InlineData("name,id\nA,1\n\n\nB,1", 5, "IdTwice")]
    [InlineData("name\nA\u0081", 0, "NotText")]
    [InlineData("name,detail\n,Harbour Street", 2, "NameMissing")]
    [InlineData("name,age\nA,50", 1, "ColumnUnknown")]
    [InlineData("who\nA", 1, "ColumnMissing")]
    public void A_mistake_names_the_row_and_never_the_person(string list, int row, string name)
    {
        var (lines, _, problems) = RegisterCsv.Read(list);
        Assert.Empty(lines);
        var problem = Assert.Single(problems);
        Assert.Equal((row, name), (problem.Row, problem.Name));
        Assert.DoesNotContain("A", problem.Values);
    }

    [Fact]
    public void The_template_itself_is_a_good_list() => Assert.Single(RegisterCsv.Read(RegisterCsv.Template).Lines);
}
