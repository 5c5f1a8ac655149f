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

    // What organisers read has no Arabic: they are few, and can be asked.
    private static bool Speaks(string name, SiteLanguage language) => language.Tag == "gd" || name is not ("ConsoleWords" or "OrganiserWords");

    public static TheoryData<string, string> Translations()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in Names())
            foreach (var language in SiteLanguage.All.Skip(1).Where(language => Speaks(name, language)))
                data.Add(name, language.Tag);
        return data;
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void Every_text_is_there_in_every_language_with_the_same_places_to_fill(string name, string language)
    {
        var english = Read(name);
        var translated = Read($"{name}.{language}");
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), translated.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in english)
        {
            Assert.False(string.IsNullOrWhiteSpace(translated[key]), key);
            Assert.Equal(Places(text), Places(translated[key]));
        }
    }

    [Fact]
    public void Cards_speak_every_language_that_the_pages_speak() =>
        Assert.Equal(SiteLanguage.All.Select(language => language.Tag), Printing.CardWords.Languages);

    [Fact]
    public void Every_text_that_a_page_or_script_asks_for_exists()
    {
        var known = Names().SelectMany(name => Read(name).Keys).ToHashSet(StringComparer.Ordinal);
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

    private static IEnumerable<string> Names() =>
        Files.Keys.Where(name => !name.Contains('.', StringComparison.Ordinal));

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

    [GeneratedRegex("""(?:\b(?:T|Frame|words|Say|Doc|Refusals)\[|\bsay\(|\bRefuse\(words, )"(?<key>[A-Z][A-Za-z]*(?:\.[A-Za-z0-9-]+)+)"[,\])]""", RegexOptions.ExplicitCapture)]
    private static partial Regex Asked();
}
