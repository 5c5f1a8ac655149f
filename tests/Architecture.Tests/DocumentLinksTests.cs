using System.Text.RegularExpressions;

namespace PbDecisionDay.Architecture.Tests;

/// <summary>What the pages for readers send them to: each link, each path and each other page that they name is in the repository.</summary>
public sealed partial class DocumentLinksTests
{
    // The data folder of a service that was started from its sources.
    private const string MadeAtTheStart = "src/Web/data";

    private static readonly string Root = HouseRulesTests.RepositoryRoot();

    public static TheoryData<string> Pages =>
    [
        "README.md", "deploy/README.md",
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory, MemberData(nameof(Pages))]
    public void Whatever_a_page_names_is_there(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root, page));
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        var missing = new List<string>();
        foreach (Match link in Link().Matches(text))
        {
            var (path, anchor) = (link.Groups[1].Value, link.Groups[2].Value);
            var target = path.Length == 0 ? Path.Combine(Root, page) : Path.GetFullPath(Path.Combine(folder, path));
            if (!File.Exists(target) && !Directory.Exists(target)) missing.Add(link.Value);
            else if (anchor.Length > 0 && !Anchors(File.ReadAllText(target)).Contains(anchor, StringComparer.Ordinal)) missing.Add($"{link.Value}: no such heading");
        }
        foreach (Match path in PathInRepository().Matches(text))
            if (path.Value != MadeAtTheStart && !IsThere(path.Value.TrimEnd('.', '/', ','))) missing.Add(path.Value);
        foreach (Match other in OtherPage().Matches(text))
            if (!Known.Contains(other.Value)) missing.Add(other.Value);
        Assert.Empty(missing);
    }

    [Fact]
    public void The_pages_name_enough_for_this_to_mean_something()
    {
        var all = string.Concat(Pages.Select(page => File.ReadAllText(Path.Combine(Root, page.Data))));
        Assert.InRange(Link().Count(all), 40, int.MaxValue);
        Assert.InRange(PathInRepository().Count(all), 60, int.MaxValue);
    }

    [Fact]
    public void Sources_cite_pages_that_are_in_the_repository()
    {
        string[] files = [.. Sources()];
        Assert.InRange(files.Length, 500, int.MaxValue);
        Assert.Empty(files.SelectMany(file => Unknown(File.ReadAllText(file)).Select(name => $"{Path.GetRelativePath(Root, file)}: {name}")));
        Assert.Equal(["PROTOCOL", "FORMER.md", "docs/adr/9999"], Unknown("PROTOCOL, the card; FORMER.md; docs/formats/card.md; docs/adr/9999"));
    }

    private static IEnumerable<string> Sources() => new[] { "src", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".cs" or ".ts" or ".mjs" or ".cshtml" or ".sql")
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules" or "wwwroot"))
        .Where(file => !file.EndsWith($"{nameof(DocumentLinksTests)}.cs", StringComparison.Ordinal));

    // Papers that the project was once written from, and pages and decisions that are not there.
    private static IEnumerable<string> Unknown(string text) =>
    [
        .. FormerPaper().Matches(text).Select(found => found.Value),
        .. OtherPage().Matches(text).Select(found => found.Value).Where(name => !Known.Contains(name)),
        .. Decision().Matches(text).Select(found => found.Value).Where(name => !IsThere($"{name}-*")),
    ];

    private static readonly HashSet<string> Known = Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories)
        .Where(file => !file.Contains("node_modules", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)!).ToHashSet(StringComparer.Ordinal);

    // A star stands for any name in its folder.
    private static bool IsThere(string path) => path.Contains('*', StringComparison.Ordinal)
        ? Directory.Exists(Path.Combine(Root, Path.GetDirectoryName(path)!))
            && Directory.EnumerateFileSystemEntries(Path.Combine(Root, Path.GetDirectoryName(path)!), Path.GetFileName(path)).Any()
        : File.Exists(Path.Combine(Root, path)) || Directory.Exists(Path.Combine(Root, path));

    // As GitHub makes them of headings.
    private static IEnumerable<string> Anchors(string text) => Heading().Matches(text).Select(heading =>
        Dropped().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w/.-])(?:src|tests|docs|deploy|bench|build)/[\w./*-]*\w")]
    private static partial Regex PathInRepository();

    [GeneratedRegex(@"(?<![\w/.-])[\w-]+\.md\b")]
    private static partial Regex OtherPage();

    [GeneratedRegex(@"(?<!\w)PROTOCOL(?!\w)")]
    private static partial Regex FormerPaper();

    [GeneratedRegex(@"docs/adr/[0-9]{4}(?!-)")]
    private static partial Regex Decision();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Dropped();
}
