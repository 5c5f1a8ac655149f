using System.Text.Json;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Tests.Pabulib;

namespace PbDecisionDay.Verifier.Tests;

/// <summary>The checker in another language works out every rule, and the published files of every form of ballot, as the product does.</summary>
public sealed class SecondOpinionRulesTests
{
    // Small enough for a test of seconds, and among them every kind of ballot, ids with slashes, amounts with decimals, a project dearer than the budget.
    private static readonly string[] RealElections =
    [
        "Poland_Zabrze_2021_Osiedle_Mikolaja_Kopernika", "Poland_Warszawa_2019_Przyczolek_Grochowski", "Worldwide_Mechanical_Turk_Ranking_value_money_3",
        "US_Stanford_Dataset_PB_Chicago_47th_Ward_2022_Youth_vote_rankings", "US_Stanford_Dataset_PB_Greensboro_District_2_2019_vote_knapsacks",
        "Poland_Gdansk_2020_Nowy_Port", "Switzerland_Zurich_D10", "Poland_Lodz_2022_Wzniesien_Lodzkich", "Poland_Gdynia_2020_Redlowo__small",
        "Poland_Katowice_2024_Zaleze",
    ];

    public static TheoryData<string> Rules => [.. ExportedDays.Rules.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Days_of_every_form_come_out_the_same_and_one_changed_digit_is_found(string rule)
    {
        GeneratedDay[] days = [.. Days(rule)];
        Assert.True(days.Length >= 4, $"{days.Length} days");
        var said = Check(days);
        Assert.Equal(days.Where(day => !day.Holds).Select(day => day.Name), said.Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_rule_that_is_not_known_is_not_passed_over()
    {
        GeneratedDay day = Days("most votes").First();
        string[] lines = Check(
        [
            day with { Rules = day.Rules.Replace("most-votes", "most-vetoes", StringComparison.Ordinal) },
            day with { Rules = day.Rules.Replace("\"ties\"", "\"quota\": 3,\n    \"ties\"", StringComparison.Ordinal) },
        ]);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains("NOT RECOMPUTED", line, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_spelt_otherwise_is_found()
    {
        GeneratedDay day = Days("shares").First();
        string[] lines = Check(
        [
            day with { Result = day.Result.Replace("\"spent\": ", "\"spent\":  ", StringComparison.Ordinal) },
            day with { Result = day.Result.Replace("\n  \"spent\"", " \"spent\"", StringComparison.Ordinal) },
            day with { Paper = day.Paper.TrimEnd() },
            day with { Files = [day.Files[0].Replace("\n2;", "\n02;", StringComparison.Ordinal)] },
        ]);
        Assert.Equal(4, lines.Length);
        Assert.All(lines[..3], line => Assert.EndsWith("is not canonical JSON", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Reference_outcomes_of_real_elections_are_met()
    {
        string folder = Environment.GetEnvironmentVariable("PABULIB_DIR") is { Length: > 0 } named ? named : Repository.Path("../shared/pabulib");
        if (!Directory.Exists(folder))
        {
            const string Reason = "The real elections are not here: put them in ../shared/pabulib beside the repository or name their folder in PABULIB_DIR.";
            Assert.False(Environment.GetEnvironmentVariable("CI") is { Length: > 0 }, Reason);
            Assert.Skip(Reason);
        }
        var (exit, output, error) = Tools.Run("node", [Repository.Path("tests/Verifier.Tests/SecondOpinion/real.mjs"), folder, .. RealElections]);
        Assert.Equal("", error);
        Assert.True(exit == 0, output);
    }

    private static IEnumerable<GeneratedDay> Days(string rule)
    {
        int seed = 0;
        foreach (var (name, form) in ExportedDays.Forms)
            foreach (int pots in new[] { 1, 2 })
                foreach (bool changed in new[] { false, true })
                {
                    Paper paper = ExportedDays.PaperOf(pots, limits: ++seed % 3 == 0);
                    if (ExportedDays.Freeze(form, ExportedDays.Rules[rule]) is not { } rules)
                        continue;
                    PaperChanges changes = changed ? PaperChanges.None.WithTotal(paper.Pots[0].Id, paper.Pots[0].Amount + 2_050).Without("p3") : PaperChanges.None;
                    GeneratedDay day = Day($"{name}, {pots} {(pots == 1 ? "pot" : "pots")}{(changed ? ", changed" : "")}", paper, rules, ExportedDays.BallotsOf(paper, form, 11 + seed % 9, seed % 4, seed), changes);
                    yield return day;
                    yield return day with { Name = day.Name + ", cheated", Result = OneDigitOther(day.Result, seed), Holds = false };
                }
    }

    private static GeneratedDay Day(string name, Paper paper, FrozenRules rules, Ballot[] ballots, PaperChanges changes)
    {
        DayAllocation allocation = DayAllocation.Of(paper, rules, ballots, changes);
        string[] files =
        [
            PabulibWriter.ToText(PabulibExport.Of(paper, rules, ballots, ExportedDays.Facts, allocation.Outcome)),
            .. PabulibExport.OfPots(paper, rules, ballots, ExportedDays.Facts, allocation.Outcome).Select(PabulibWriter.ToText),
        ];
        return new(name, paper.Text, rules.Text, AllocationText.Print(allocation, paper, rules), files, new(changes.Pots, StringComparer.Ordinal), [.. changes.Withdrawn]);
    }

    // Of what stands between the hashes and the trace.
    private static string OneDigitOther(string result, int seed)
    {
        int from = result.IndexOf("\"rule\": \"", StringComparison.Ordinal), to = result.IndexOf("\"trace\"", StringComparison.Ordinal);
        int[] digits = [.. Enumerable.Range(from, to - from).Where(at => char.IsAsciiDigit(result[at]))];
        int chosen = digits[seed * 7919 % digits.Length];
        return result[..chosen] + (result[chosen] == '7' ? '1' : '7') + result[(chosen + 1)..];
    }

    private static string[] Check(IEnumerable<GeneratedDay> days)
    {
        using var folder = new Folder();
        string input = folder.Write("days.txt", string.Concat(days.Select(day => JsonSerializer.Serialize(day, JsonSerializerOptions.Web) + "\n")));
        var (exit, output, error) = Tools.Run("node", [Repository.Path("tests/Verifier.Tests/SecondOpinion/many.mjs"), input]);
        Assert.Equal((0, ""), (exit, error));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed record GeneratedDay(
        string Name, string Paper, string Rules, string Result, string[] Files, SortedDictionary<string, long> Pots, string[] Withdrawn)
    {
        public bool Holds { get; init; } = true;
    }
}
