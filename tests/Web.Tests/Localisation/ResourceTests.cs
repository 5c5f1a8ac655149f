using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Tests.Localisation;

/// <summary>The resource files against each other and against the code that asks them.</summary>
public sealed partial class ResourceTests
{
    private static readonly string Web = Path.GetFullPath(Path.Combine(Here(), "../../../src/Web"));

    // The words of cards are printed by pbdd too, so they stand with what prints.
    private static readonly Dictionary<string, string> Files = new[] { Web, Path.Combine(Web, "../Printing") }
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.resx", SearchOption.AllDirectories))
        .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);

    // Whose words a file holds. Those of cards stand on every resident's own.
    private static readonly Dictionary<string, PageArea> Areas = new(StringComparer.Ordinal)
    {
        ["ResidentWords"] = PageArea.Resident, ["FrameWords"] = PageArea.Resident, ["RuleWords"] = PageArea.Resident, ["StatementWords"] = PageArea.Resident,
        ["DemoWords"] = PageArea.Resident, ["KioskWords"] = PageArea.Resident, ["ScreenWords"] = PageArea.Resident, ["CardTexts"] = PageArea.Resident,
        ["StallWords"] = PageArea.Resident, ["OutcomeWords"] = PageArea.Resident,
        ["DoorWords"] = PageArea.Volunteer, ["StationWords"] = PageArea.Volunteer, ["PaperWords"] = PageArea.Volunteer, ["AuditWords"] = PageArea.Volunteer,
        ["PaperTexts"] = PageArea.Volunteer, ["SheetTexts"] = PageArea.Volunteer, ["PresentWords"] = PageArea.Volunteer, ["HelpWords"] = PageArea.Volunteer,
        ["ConsoleWords"] = PageArea.Organiser, ["OrganiserWords"] = PageArea.Organiser,
    };

    // The longest sentence of easy-read English, in words.
    private const int MostEasyWords = 12;

    // What somebody who votes meets first: these pages are said anew for easy reading.
    private static readonly string[] SaidEasily =
    [
        "About.CardText", "About.LogText", "Market.Lead", "Market.How1", "Market.How2", "Market.How3", "Card.How", "Card.Hint", "Card.VotedDetail", "Card.NotUsableDetail",
        "Phase.Open.Detail", "Phase.Paused.Detail", "Phase.Checking.Detail", "Vote.BlankDetail", "Send.Long", "Receipt.Keep", "Receipt.MayChange", "Receipt.NotThat",
        "Check.Lead", "Check.Means", "Check.Standing.counts.Detail", "Plain.Explanation", "Challenge.Calm",
    ];

    // Drafts that a speaker of the language has read and put right, by file and language: their note is taken out. None so far.
    private static readonly HashSet<string> Reviewed = new(StringComparer.Ordinal);

    public static TheoryData<string, string> Translations()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in Areas.Keys)
            foreach (var language in SiteLanguage.All.Skip(1).Where(language => language.Tag != SiteLanguage.Easy && language.Speaks(Areas[name])))
                data.Add(name, language.Tag);
        return data;
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void Every_text_is_there_in_every_language_with_the_same_places_to_fill(string name, string language)
    {
        var english = Read(name);
        Assert.True(Files.ContainsKey($"{name}.{language}"), $"There is no {name}.{language}.resx.");
        var translated = Read($"{name}.{language}");
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), translated.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in english)
        {
            Assert.False(string.IsNullOrWhiteSpace(translated[key]), key);
            Assert.Equal(Places(text), Places(translated[key]));
        }
    }

    [Fact]
    public void Every_file_is_somebodys() =>
        Assert.Equal(Files.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal), Areas.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void No_file_holds_words_of_a_language_that_the_pages_do_not_speak() => Assert.Empty(Files.Keys
        .Select(name => name.Split('.')).Where(parts => parts.Length > 1 && SiteLanguage.Find(parts[1]) is null).Select(parts => string.Join('.', parts)));

    // What residents and volunteers meet. A console's pages are an organiser's, and easy read has what it has of them.
    public static TheoryData<string> ForEasyReading() => [.. Areas.Where(file => file.Value != PageArea.Organiser).Select(file => file.Key)];

    [Theory]
    [MemberData(nameof(ForEasyReading))]
    public void Easy_read_has_every_text_in_short_sentences_its_own_where_the_English_one_is_long(string name)
    {
        var english = Read(name);
        var easy = Files.ContainsKey($"{name}.{SiteLanguage.Easy}") ? Read($"{name}.{SiteLanguage.Easy}") : [];
        foreach (var (key, text) in easy)
        {
            Assert.True(english.ContainsKey(key), key);
            Assert.NotEqual(english[key], text);
            Assert.Equal(Places(english[key]), Places(text));
        }
        Assert.Empty(
            from text in english
            from sentence in End().Split(easy.GetValueOrDefault(text.Key, text.Value))
            where Word().Count(sentence) > MostEasyWords
            select $"{text.Key}: {sentence}");
    }

    [Fact]
    public void What_a_voter_meets_is_said_in_easy_read() =>
        Assert.Empty(SaidEasily.Except(Read($"ResidentWords.{SiteLanguage.Easy}").Keys, StringComparer.Ordinal));

    [Fact]
    public void Every_translation_that_nobody_has_read_says_so() => Assert.Empty(Files
        .Where(file => file.Key.Contains('.', StringComparison.Ordinal) && !file.Key.EndsWith($".{SiteLanguage.Easy}", StringComparison.Ordinal))
        .Where(file => Reviewed.Contains(file.Key) == XDocument.Load(file.Value).Nodes().OfType<XComment>().Any(note => note.Value.Contains("unreviewed draft", StringComparison.Ordinal)))
        .Select(file => file.Key));

    [Fact]
    public void Cards_speak_every_language_that_the_pages_speak() =>
        Assert.Equal(SiteLanguage.All.Select(language => language.Written).Distinct(), Printing.CardWords.Languages);

    [Fact]
    public void Every_text_that_a_page_or_script_asks_for_exists()
    {
        var known = Areas.Keys.SelectMany(name => Read(name).Keys).ToHashSet(StringComparer.Ordinal);
        var asked = Sources().SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(match => (Key: match.Groups["key"].Value, File: Path.GetFileName(file)))).ToList();
        Assert.True(asked.Count > 100);
        Assert.Empty(asked.Where(one => !known.Contains(one.Key)).Distinct());
    }

    [Fact]
    public void Every_enum_that_becomes_a_text_has_all_its_texts()
    {
        var known = Read("ResidentWords");
        foreach (var phase in Enum.GetNames<Contracts.Days.DayPhase>())
            Assert.True(known.ContainsKey($"Phase.{phase}.Title") && known.ContainsKey($"Phase.{phase}.Detail"), phase);
        foreach (var problem in Enum.GetNames<Ledger.Cards.CardCodeProblem>().Where(name => name != "None"))
            Assert.Contains($"Card.Error.{problem}", known.Keys);
        foreach (var rule in Enum.GetValues<Rules.Ballots.BallotProblemKind>())
            Assert.Contains($"Rule.{Rules.Text.Words.Of(rule)}", known.Keys);
    }

    private static Dictionary<string, string> Read(string name) =>
        XDocument.Load(Files[name]).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static string[] Places(string text) =>
        [.. Place().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Web, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal) && !file.Contains("wwwroot", StringComparison.Ordinal))
            .Where(file => Path.GetExtension(file) is ".cshtml" or ".cs" or ".ts");

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"(?<=[.?!:])[”"")]*\s+")]
    private static partial Regex End();

    [GeneratedRegex(@"[\w’'{}]+(?:-\w+)*")]
    private static partial Regex Word();

    [GeneratedRegex("""(?:\b(?:T|Frame|words|Say|Doc|Refusals)\[|\bsay\(|\bRefuse\(words, )"(?<key>[A-Z][A-Za-z]*(?:\.[A-Za-z0-9-]+)+)"[,\])]""", RegexOptions.ExplicitCapture)]
    private static partial Regex Asked();
}
