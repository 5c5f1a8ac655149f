using System.Text;
using PbDecisionDay.Grains.CheckIn;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Tests.CheckIn;

/// <summary>The service's search and that of a door that is cut off (search.test.ts) give the answers of one table.</summary>
public sealed class SearchTableTests
{
    private static readonly string[] Table = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "CheckIn", "searches.txt"), Encoding.UTF8);

    private static IEnumerable<string> Rows(string kind) => Table.Where(line => line.StartsWith($"{kind} ", StringComparison.Ordinal)).Select(line => line[(kind.Length + 1)..]);

    private static (string, string) Split(string row) => (row[..row.LastIndexOf('=')].Trim(), row[(row.LastIndexOf('=') + 1)..].Trim());

    public static TheoryData<string, string> Folds() => [.. Rows("fold").Select(Split)];

    public static TheoryData<string, string> Searches() => [.. Rows("ask").Select(Split)];

    [Theory]
    [MemberData(nameof(Folds))]
    public void A_text_is_compared_as_the_table_says(string text, string folded) => Assert.Equal(folded, SearchText.Fold(text));

    [Theory]
    [MemberData(nameof(Searches))]
    public void A_search_finds_what_the_table_says(string query, string found)
    {
        var lines = new RegisterLines();
        foreach (var person in Rows("person").Select(row => row.Split('|', StringSplitOptions.TrimEntries)))
            lines.Add(new RegisterRow(person[0], person[1], person[2], default, null));
        Assert.Equal(found, string.Join(' ', lines.Search(query).Select(row => row.Line)));
    }
}
