using System.Text.RegularExpressions;

namespace PbDecisionDay.Architecture.Tests;

/// <summary><c>docs/security.md</c>: who might try what, and the test that plays it. What has no test is not promised there.</summary>
public sealed partial class SecurityPageTests
{
    private const int LongestSentence = 20;

    // What a row without a test says in its place, before the reason.
    private static readonly string[] NoTest = ["not promised", "not tested"];

    private static readonly string[] Actors =
    [
        "malicious operator", "insider with the database", "door volunteer", "card maker", "kiosk", "coercer", "buyer with a camera", "watcher in the hall",
        "remote stranger", "stolen laptop", "stolen tablet", "organiser alone", "organiser removed", "witness", "holder of a share",
    ];

    private static readonly string Root = HouseRulesTests.RepositoryRoot();
    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs", "security.md"));

    [Fact]
    public void Every_actor_has_several_rows() => Assert.Equal(
        Actors.Order(StringComparer.Ordinal),
        Rows().GroupBy(row => row.Actor, StringComparer.Ordinal).Where(actor => actor.Count() >= 3).Select(actor => actor.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_test_that_a_row_names_is_in_the_sources()
    {
        var named = Rows().SelectMany(row => row.Tests).Distinct(StringComparer.Ordinal).ToArray();
        Assert.InRange(named.Length, 80, int.MaxValue);
        Assert.Equal([], named.Where(test => !IsThere(test)));
    }

    [Fact]
    public void A_row_without_a_test_says_that_it_is_not_promised_or_not_tested_and_no_other_does()
    {
        Assert.Empty(Rows().Where(row => row.Tests.Count == 0 != NoTest.Any(mark => row.TestCell.StartsWith(mark, StringComparison.Ordinal))).Select(row => row.TestCell));
        Assert.All(Rows(), row => Assert.All([row.Tries, row.Stops, row.Remains], cell => Assert.NotEmpty(cell)));
    }

    [Fact]
    public void No_sentence_is_longer_than_people_follow() =>
        Assert.Equal([], Sentences(Page).Where(sentence => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > LongestSentence));

    [Theory]
    [InlineData("Architecture.Tests/SecurityPageTests.Every_actor_has_several_rows", true)]
    [InlineData("Architecture.Tests/SecurityPageTests.A_name_is_found_only_where_such_a_test_is", true)]
    [InlineData("Architecture.Tests/SecurityPageTests.IsThere", false)]
    [InlineData("Architecture.Tests/SecurityPageTests.Every_actor", false)]
    [InlineData("Architecture.Tests/HouseRulesTests.Every_actor_has_several_rows", false)]
    [InlineData("Architecture.Tests/NobodysTests.Every_actor_has_several_rows", false)]
    public void A_name_is_found_only_where_such_a_test_is(string test, bool there) => Assert.Equal(there, IsThere(test));

    // PROJECT/FOLDER/CLASS.METHOD, the file of the class below tests.
    private static bool IsThere(string test)
    {
        var at = test.LastIndexOf('.');
        var file = Path.Combine(Root, "tests", test[..at] + ".cs");
        return File.Exists(file) && TestMethod().Matches(File.ReadAllText(file)).Any(method => method.Groups["name"].Value == test[(at + 1)..]);
    }

    private static List<Row> Rows() =>
    [
        .. Page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim()).ToArray())
            .Select(cells => new Row(cells[0], cells[1], cells[2], cells[3], cells[4], [.. TestName().Matches(cells[3]).Select(name => name.Groups[1].Value)])),
    ];

    // Names of tests are no words, and a list's line or a table's cell is a sentence though it has no full stop.
    private static IEnumerable<string> Sentences(string page) =>
        SentenceEnd().Split(TestName().Replace(page, "")).Select(sentence => sentence.ReplaceLineEndings(" ").Trim());

    [GeneratedRegex("`([A-Za-z]+\\.Tests/[^`]+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\[(?:Fact|Theory)\b[^\n]*\n(?:\s*\[[^\n]*\n)*\s*public (?:static )?(?:async )?[\w<>]+ (?<name>\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"(?<=[.:?!])\s|\||\n\n|\n- |\n#+ ")]
    private static partial Regex SentenceEnd();

    private sealed record Row(string Actor, string Tries, string Stops, string TestCell, string Remains, IReadOnlyList<string> Tests);
}
