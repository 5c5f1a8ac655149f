using System.Text.Json;

namespace PbDecisionDay.Verifier.Tests;

/// <summary>The commands about elections, run as a person would run them.</summary>
public sealed class ElectionCommandTests : IDisposable
{
    /// <summary>Three voters for a (60), one for b (50); the pot holds 100.</summary>
    private const string Election =
        "META\nkey;value\nbudget;100\nvote_type;approval\ncurrency;GBP\nnum_votes;4\nnum_projects;3\nPROJECTS\nproject_id;cost;name\na;60;Garden\nb;50;Hut\nc;30;Choir\nVOTES\nvoter_id;vote\n1;a\n2;a,c\n3;a,b\n4;b,c\n";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"pbdd-{Guid.NewGuid():N}.pb");

    public ElectionCommandTests() => File.WriteAllText(_path, Election);

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Allocate_prints_the_documented_fields()
    {
        var (exit, output, _) = Pbdd("allocate", _path, "--rule", "most-votes", "--ties", "lower-cost,id", "--trace", "--json");
        Assert.Equal(0, exit);
        JsonElement json = JsonDocument.Parse(output).RootElement;
        Assert.Equal("most-votes", json.GetProperty("rule").GetString());
        Assert.Equal(["a", "c"], json.GetProperty("order").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal((90, 10), (json.GetProperty("spent").GetInt32(), json.GetProperty("left").GetInt32()));
        Assert.Equal(["funded", "funded", "does-not-fit"], json.GetProperty("trace").EnumerateArray().Select(step => step.GetProperty("step").GetString()));
    }

    [Fact]
    public void Money_is_in_the_unit_of_the_file()
    {
        File.WriteAllText(_path, Election.Replace("budget;100", "budget;100.5", StringComparison.Ordinal));
        JsonElement json = JsonDocument.Parse(Pbdd("allocate", _path, "--rule", "most-votes", "--json").Output).RootElement;
        Assert.Equal((90m, 10.5m), (json.GetProperty("spent").GetDecimal(), json.GetProperty("left").GetDecimal()));
    }

    [Theory]
    [InlineData("most-votes")]
    [InlineData("votes-per-cost")]
    [InlineData("equal-shares")]
    [InlineData("phragmen")]
    public void Every_rule_prints_a_table_for_people(string rule)
    {
        var (exit, output, error) = Pbdd("allocate", _path, "--rule", rule);
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("Garden", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_says_one_sentence_for_each_project()
    {
        var (exit, output, _) = Pbdd("explain", _path, "a", "b");
        Assert.Equal(0, exit);
        Assert.Equal(
            "By the rule most-votes.\na: Funded: with 3 votes it came high enough, and GBP 40 was left after it.\nb: Not funded: with 2 votes its turn came when GBP 10 was left, GBP 40 too little. 1 more vote would have funded it. It stood equal with c, which the tie order put first.\n",
            output);
    }

    [Fact]
    public void Compare_puts_the_rules_side_by_side()
    {
        JsonElement json = JsonDocument.Parse(Pbdd("compare", _path, "--json").Output).RootElement;
        Assert.Equal(6, json.GetProperty("rules").GetArrayLength());
        Assert.Equal(4, json.GetProperty("ballots").GetInt32());
    }

    [Theory]
    [InlineData("is none of|is not one of", "--rule", "coin")]
    [InlineData("must end in", "--rule", "most-votes", "--ties", "lower-cost")]
    [InlineData("reach:PERCENT", "--rule", "most-votes", "--marginal", "reach:101")]
    [InlineData("whole number", "--rule", "most-votes", "--threshold", "-1")]
    [InlineData("needs ranks", "--rule", "equal-shares", "--utility", "borda")]
    [InlineData("--rule", "--json")]
    public void Bad_use_is_refused_with_exit_2_and_the_reason(string reason, params string[] arguments)
    {
        var (exit, output, error) = Pbdd(["allocate", _path, .. arguments]);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(reason.Split('|'), part => error.Contains(part, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("most-votes")]
    [InlineData("votes-per-cost")]
    [InlineData("equal-shares")]
    [InlineData("equal-shares", "--completion", "add1-greedy")]
    [InlineData("phragmen")]
    public void An_election_in_which_nobody_voted_has_a_result_that_funds_nothing(string rule, params string[] more)
    {
        string[] elections = [Election[..Election.IndexOf("1;a\n", StringComparison.Ordinal)], Election[..Election.IndexOf("1;a\n", StringComparison.Ordinal)] + "1;\n2;\n"];
        foreach (string election in elections)
        {
            File.WriteAllText(_path, election);
            var (exit, output, error) = Pbdd(["allocate", _path, "--rule", rule, .. more]);
            Assert.Equal(0, exit);
            Assert.Contains("0 of 3 projects, GBP 0 spent, GBP 100 left", output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
            Assert.Equal(0, Pbdd("compare", _path).Exit);
            Assert.Equal(0, Pbdd("explain", _path, "a").Exit);
        }
    }

    [Theory]
    [InlineData(0, "--unsupported", "never")]
    [InlineData(2, "--unsupported", "fund")]
    public void Where_nobody_voted_projects_are_funded_only_if_that_was_said(int funded, params string[] more)
    {
        File.WriteAllText(_path, Election[..Election.IndexOf("1;a\n", StringComparison.Ordinal)]);
        var (exit, output, _) = Pbdd(["allocate", _path, "--rule", "most-votes", .. more]);
        Assert.Equal(0, exit);
        Assert.Contains($"{funded} of 3 projects", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a c", "--unsupported", "never")]
    [InlineData("a c d", "--unsupported", "fund")]
    [InlineData("a c d")]
    public void A_project_without_a_supporter_is_funded_only_if_that_is_asked_for(string order, params string[] more)
    {
        File.WriteAllText(_path, Election.Replace("num_projects;3", "num_projects;4", StringComparison.Ordinal).Replace("c;30;Choir", "c;30;Choir\nd;10;Dust", StringComparison.Ordinal));
        JsonElement json = JsonDocument.Parse(Pbdd(["allocate", _path, "--rule", "most-votes", "--ties", "lower-cost,id", "--json", .. more]).Output).RootElement;
        Assert.Equal(order.Split(' '), json.GetProperty("order").EnumerateArray().Select(id => id.GetString()));
    }

    [Theory]
    [InlineData("budget;12,500", 3)]
    [InlineData("budget;12.500", 3)]
    public void An_amount_that_could_mean_two_things_is_refused_with_its_line(string budget, int line)
    {
        File.WriteAllText(_path, Election.Replace("budget;100", budget, StringComparison.Ordinal));
        var (exit, output, error) = Pbdd("allocate", _path, "--rule", "most-votes");
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains($"line {line}: the budget", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_malformed_file_is_refused_with_its_line()
    {
        File.WriteAllText(_path, Election.Replace("b;50", "b;fifty", StringComparison.Ordinal));
        var (exit, _, error) = Pbdd("allocate", _path, "--rule", "most-votes");
        Assert.Equal(2, exit);
        Assert.Contains("line 11: the cost 'fifty' of project b is not an amount", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_project_and_a_missing_file_are_refused()
    {
        Assert.Equal(2, Pbdd("explain", _path, "zz").Exit);
        Assert.Equal(2, Pbdd("compare", _path + ".not").Exit);
    }

    private static (int Exit, string Output, string Error) Pbdd(params string[] arguments) => Tools.Pbdd(arguments);
}
