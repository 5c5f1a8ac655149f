using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PbDecisionDay.Web.Tests.Localisation;

/// <summary>Every text as a child reads it, and someone whose English is new: what a machine can find of that.</summary>
public sealed partial class PlainWordsTests
{
    /// <summary>The most words of one sentence. A ten-year-old loses the thread of longer ones.</summary>
    private const int MostWords = 20;

    private static readonly string Source = Path.GetFullPath(Path.Combine(Here(), "../../../src"));

    // Words that somebody stumbled over, each with the plain one. Capitals as they stand: "Go on" is a button, "cannot go on"
    // is English.
    private static readonly (string Pattern, string Instead)[] Stumbles =
    [
        (@"[Ff]unded from\b", "what the money would pay for"),
        (@"\bGo on\b", "Next, Continue or Open again"),
        (@"[Cc]an do something with\b", "Needs at least"),
        (@"\b\d+ signs\b|\bsigns? (?:cannot|that|which)\b|\bof the signs\b|\bhidden signs\b", "letters and numbers"),
        (@"[Gg]ood for\b(?! the)", "Works for"),
        (@"\{\d\}:\{\d\}", "a number with its unit"),
        (@"\b[Uu]tili[sz]e", "use"),
        (@"\b[Nn]once\b", "random number"),
        (@"\b[Ss]crutineer", "observer"),
        (@"\blapsed\b", "too old"),
        (@"\bdear\b", "expensive"),
        (@"\bfunded whole\b", "funded in full"),
        (@"\brests on\b", "say who does it"),
        (@"\bdo(?:es)? not fit\.", "is wrong"),
        (@"\bcheck out\b", "is right"),
        (@"\bkeyed\b", "typed in"),
        (@"\bis done\b|\bare done with\b", "say what has happened"),
        (@"\b(?:prior to|in order to|commence|thereof|hereby|whilst|upon|facilitate|owing to|with regard to)\b", "a plain word"),
        (@"\b(?:cannot|not|nobody|never|no)\b[^.:;]*\b(?:except|other than)\b", "say what is so, not what is not"),
    ];

    // A number before a word in the plural, which one of it makes wrong: only where one cannot be.
    private static readonly HashSet<string> NeverOne = ["Keys.PassphraseHint", "List.TooLong", "List.TooManyCharacters"];

    private static readonly Dictionary<string, string> Files = Directory
        .EnumerateFiles(Source, "*.resx", SearchOption.AllDirectories)
        .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);

    public static TheoryData<string> English() =>
        [.. Files.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> Translations()
    {
        var data = new TheoryData<string, string>();
        foreach (var parts in Files.Keys.Order(StringComparer.Ordinal).Select(name => name.Split('.')).Where(parts => parts.Length == 2 && parts[1] != "en-simple"))
            data.Add(parts[0], parts[1]);
        return data;
    }

    [Theory]
    [MemberData(nameof(English))]
    public void No_sentence_is_longer_than_a_child_can_follow(string name) =>
        Assert.Empty(Read(name).SelectMany(text => Sentences(text.Value).Select(sentence => (text.Key, sentence)))
            .Where(one => WordCount(one.sentence) > MostWords).Select(one => $"{one.Key}: {one.sentence}"));

    [Theory]
    [MemberData(nameof(English))]
    public void No_text_has_a_word_that_people_stumbled_over(string name) =>
        Assert.Empty(Read(name).SelectMany(text => Stumbled(text.Value).Select(found => (text.Key, found))));

    [Theory]
    [MemberData(nameof(English))]
    public void No_number_stands_before_a_plural_that_one_would_make_wrong(string name) =>
        Assert.Empty(Read(name).Where(text => !NeverOne.Contains(text.Key) && Plural().IsMatch(text.Value))
            .Select(text => text.Key));

    [Theory]
    [MemberData(nameof(English))]
    public void A_time_of_day_is_never_called_minutes(string name) =>
        Assert.Empty(Read(name).Where(text => ClockAsLength().IsMatch(text.Value)).Select(text => text.Key));

    [Theory]
    [MemberData(nameof(Translations))]
    public void No_text_was_left_in_English(string name, string language)
    {
        var translated = Read($"{name}.{language}");
        Assert.Empty(Read(name)
            .Where(text => Letters().Count(Place().Replace(text.Value, "")) > 3)
            .Where(text => string.Equals(translated[text.Key], text.Value, StringComparison.Ordinal))
            .Select(text => text.Key));
    }

    [Fact]
    public void No_refusal_written_in_the_code_has_such_a_word_either()
    {
        var said = new[] { "Grains", "Contracts", "Web", "Rules", "Storage" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Source, project), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                .SelectMany(line => Said().Matches(line).Select(match => match.Groups["text"].Value))
                .Select(text => (File: Path.GetFileName(file), Text: Filled().Replace(text, "…"))))
            .ToList();
        Assert.True(said.Count > 100);
        Assert.Empty(said.SelectMany(one => Stumbled(one.Text).Select(found => (one.File, one.Text, found))));
    }

    [Theory]
    [InlineData("funded from £25,000: 9")]
    [InlineData("Can do something with")]
    [InlineData("The number on the outside has 13 signs.")]
    [InlineData("Good for {0}:{1} minutes, and for one device.")]
    [InlineData("Go on")]
    public void What_people_stumbled_over_is_found(string text) => Assert.NotEmpty(Stumbled(text));

    [Theory]
    [InlineData("Votes: {0} votes", true)]
    [InlineData("{0} more projects", true)]
    [InlineData("{0} is funded", false)]
    [InlineData("Ballots counted: {0}", false)]
    [InlineData("{0} s ago", false)]
    public void A_plural_after_a_number_is_found(string text, bool found) => Assert.Equal(found, Plural().IsMatch(text));

    [Fact]
    public void A_sentence_ends_at_its_full_stop_and_one_word_too_many_is_found()
    {
        var longest = string.Join(' ', Enumerable.Repeat("word", MostWords));
        Assert.All(Sentences($"{longest}. {longest}."), sentence => Assert.Equal(MostWords, WordCount(sentence)));
        Assert.Equal(MostWords + 1, Sentences($"{longest} more.").Max(WordCount));
    }

    private static IEnumerable<string> Stumbled(string text) =>
        Stumbles.Where(one => Regex.IsMatch(text, one.Pattern, RegexOptions.CultureInvariant))
            .Select(one => $"{one.Pattern}: {one.Instead}");

    private static string[] Sentences(string text) => End().Split(text);

    private static int WordCount(string sentence) => Word().Count(sentence);

    private static Dictionary<string, string> Read(string name) =>
        XDocument.Load(Files[name]).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"(?<=[.?!])[”"")]*\s+")]
    private static partial Regex End();

    [GeneratedRegex(@"[\w’'{}]+(?:-\w+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\{\d\} (?:more |other )?(?!was\b|is\b|has\b|holds\b|costs\b|looks\b|stands\b|less\b)[a-z]{2,}s\b")]
    private static partial Regex Plural();

    [GeneratedRegex(@"\d:\d\d (?:min|hour|second)")]
    private static partial Regex ClockAsLength();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Filled();

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Letters();

    [GeneratedRegex("""\$?"(?<text>[A-Z](?:[^"\\]|\\.){10,}[.?!])["]""", RegexOptions.ExplicitCapture)]
    private static partial Regex Said();
}
