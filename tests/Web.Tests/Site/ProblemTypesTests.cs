using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>The table of problem types against its page, <c>docs/problems.md</c> and the code that refuses.</summary>
public sealed partial class ProblemTypesTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    [Fact]
    public async Task The_type_of_each_problem_leads_to_a_page_that_explains_it()
    {
        var client = site.Client();
        var all = await client.GetStringAsync("/problems");
        Assert.InRange(ProblemTypes.All.Length, 40, int.MaxValue);
        foreach (var type in ProblemTypes.All)
        {
            using var answer = await client.GetAsync(type.Address);
            Assert.Equal((type.Name, HttpStatusCode.OK, "text/html"), (type.Name, answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains($"<h1><code>{type.Name}</code></h1>", page, StringComparison.Ordinal);
            foreach (var text in new[] { page, all })
            {
                Assert.Contains($"HTTP status {type.Status}. ", text, StringComparison.Ordinal);
                Assert.All(type.Members, member => Assert.Contains($"<code>{member.Name}</code> ({member.Kind})", text, StringComparison.Ordinal));
            }
            Assert.Contains($"href=\"{type.Address}\"", all, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/problems/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/problems/No-Such-Day")).StatusCode);
    }

    [Fact]
    public void The_page_in_docs_lists_the_same()
    {
        var text = new StringBuilder();
        foreach (var area in ProblemTypes.All.GroupBy(type => type.Area))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {area.Key}\n");
            foreach (var type in area)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n### {type.Name}\n\nStatus {type.Status}. {type.Meaning}\n");
                foreach (var (at, member) in type.Members.Index())
                    text.Append(CultureInfo.InvariantCulture, $"{(at == 0 ? "\n" : "")}- `{member.Name}` ({member.Kind}): {member.Meaning}\n");
            }
        }
        var page = File.ReadAllText(Path.Combine(Repository, "docs/problems.md"));
        Assert.Equal(text.ToString(), page[page.IndexOf("\n## ", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Names_and_addresses_are_one_each()
    {
        Assert.Equal(ProblemTypes.All.Length, ProblemTypes.All.Select(type => type.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(ProblemTypes.All, type => Assert.Matches("^[a-z]+(-[a-z]+)*$", type.Name));
        Assert.All(ProblemTypes.All, type => Assert.InRange(type.Status, 400, 599));
    }

    [Fact]
    public void No_type_is_listed_that_nothing_answers_and_none_is_answered_that_is_not_listed()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository, "src/Web"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("ProblemType", StringComparison.Ordinal))
            .Select(file => (File: file, Text: File.ReadAllText(file))).ToList();
        var answered = sources.SelectMany(source => Named().Matches(source.Text).Select(match => match.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        var byStatus = Enumerable.Range(400, 200).Select(ProblemTypes.Of).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(ProblemTypes.All.Where(type => !answered.Contains(Pascal(type.Name)) && !byStatus.Contains(type.Name)).Select(type => type.Name));
        // An address of a problem is written by its type alone; the pages' script is held against the table below.
        Assert.Empty(sources.Where(source => Written().IsMatch(source.Text)).Select(source => source.File));
    }

    [Fact]
    public void The_pages_scripts_ask_for_types_that_there_are()
    {
        var asked = Directory.EnumerateFiles(Path.Combine(Repository, "src/Web/Client"), "*.ts", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .SelectMany(file => Address().Matches(File.ReadAllText(file)).Select(match => match.Value)).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(ProblemTypes.All.Select(type => type.Address), StringComparer.Ordinal));
    }

    private static string Pascal(string name) =>
        string.Concat(name.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"\bProblemTypes\.([A-Z][A-Za-z]*)")]
    private static partial Regex Named();

    [GeneratedRegex("\"/problems/[a-z{]")]
    private static partial Regex Written();

    [GeneratedRegex("/problems/[a-z-]+")]
    private static partial Regex Address();
}
