using System.IO.Compression;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Commands;
using PbDecisionDay.Verifier.Tests.Verifying;

namespace PbDecisionDay.Verifier.Tests;

/// <summary>pbdd among other programs: what it is given by mistake, what it must not destroy, and what a shell hands it.</summary>
public sealed class GoodCitizenTests : IDisposable
{
    private const string Election =
        "META\nkey;value\nbudget;100\nvote_type;approval\nrule;equalshares\ncurrency;GBP\nnum_votes;1\nnum_projects;1\nPROJECTS\nproject_id;cost\na;60\nVOTES\nvoter_id;vote\n1;a\n";

    private readonly Folder folder = new();
    private readonly string good;

    public GoodCitizenTests() => good = folder.Write("public.zip", SampleDay.Pack(DayFiles.Good().Members));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("Dear auditor, the file is attached.")]
    [InlineData("<!DOCTYPE html><title>404</title>")]
    public void What_is_no_bundle_is_one_sentence_and_no_verdict(string text)
    {
        string file = folder.Write("letter.txt", text);
        string[][] asked = [["verify", file], ["verify", file, "--json"], ["verify", good, "--openings", file], ["diff", good, file], ["diff", file, good]];
        foreach (string[] arguments in asked)
        {
            var (exit, output, error) = Tools.Pbdd(arguments);
            Assert.Equal((2, ""), (exit, output));
            Assert.Contains("letter.txt is no bundle: give a day's public.zip", error, StringComparison.Ordinal);
            Assert.Single(error.TrimEnd('\n').Split('\n'));
        }
    }

    [Fact]
    public void A_certificate_destroys_no_file_not_even_the_evidence()
    {
        byte[] before = File.ReadAllBytes(good);
        string letter = folder.Write("letter.txt", "kept");
        foreach (string taken in new[] { good, letter, folder["."] })
        {
            var (exit, output, error) = Tools.Pbdd("verify", good, "--certificate", taken);
            Assert.Equal((2, ""), (exit, output));
            Assert.Contains("is there already and stays as it is", error, StringComparison.Ordinal);
        }
        Assert.Equal(before, File.ReadAllBytes(good));
        Assert.Equal("kept", File.ReadAllText(letter));
        Assert.Equal(0, Tools.Pbdd("verify", good, "--certificate", folder["new.html"]).Exit);
    }

    [Fact]
    public void A_folder_that_was_unpacked_is_verified_as_the_file_it_was_and_one_that_was_changed_fails()
    {
        ZipFile.ExtractToDirectory(good, folder["public"]);
        folder.Write("public/.DS_Store", "Finder");
        Directory.CreateDirectory(folder["public/__MACOSX"]);
        folder.Write("public/__MACOSX/._log", "Finder");
        var (exit, output, error) = Tools.Pbdd("verify", folder["public"]);
        Assert.True(exit == 0, output + error);
        Assert.Equal(Tools.Pbdd("verify", good).Output, output);

        File.AppendAllText(folder["public/result.json"], " ");
        Assert.Equal(1, Tools.Pbdd("verify", folder["public"]).Exit);
        Directory.CreateDirectory(folder["empty"]);
        Assert.Equal(2, Tools.Pbdd("verify", folder["empty"]).Exit);
    }

    [Fact]
    public void A_hyphen_reads_standard_input()
    {
        Assert.Equal(0, Tools.Run("sh", ["-c", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "pbdd.dll")}' verify - < '{good}'"]).Exit);
        string election = folder.Write("e.pb", Election);
        var (exit, output, error) = Tools.Run("sh", ["-c", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "pbdd.dll")}' explain - a < '{election}'"]);
        Assert.True(exit == 0, error);
        Assert.Contains("a: Funded", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_says_which_rule_it_used_and_that_the_file_names_another()
    {
        string election = folder.Write("e.pb", Election);
        Assert.StartsWith(
            "By the rule most-votes, while the file names 'equalshares': --rule chooses another.\n", Tools.Pbdd("explain", election, "a").Output, StringComparison.Ordinal);
        Assert.StartsWith("By the rule equal-shares.\n", Tools.Pbdd("explain", election, "a", "--rule", "equal-shares").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verfy", "verify")]
    [InlineData("alocate", "allocate")]
    [InlineData("exlpain", "explain")]
    public void A_near_word_is_offered(string typed, string meant)
    {
        var (exit, _, error) = Tools.Pbdd(typed, good);
        Assert.Equal(2, exit);
        Assert.Contains($"did you mean {meant}?", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--opening", "--openings")]
    [InlineData("--certficate", "--certificate")]
    public void A_near_option_is_offered(string typed, string meant) =>
        Assert.Contains($"did you mean {meant}?", Tools.Pbdd("verify", good, typed, "x").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("zzzzzz", null)]
    [InlineData("", null)]
    [InlineData("x", null)]
    [InlineData("veri", "verify")]
    public void What_is_near_to_nothing_is_offered_nothing(string typed, string? offered) =>
        Assert.Equal(offered, NearWord.Nearest(typed, ["verify", "diff", "explain"]));

    [Fact]
    public void Help_and_version_work_as_words()
    {
        var (exit, output, _) = Tools.Pbdd("help");
        Assert.Equal(0, exit);
        Assert.Contains("verify", output, StringComparison.Ordinal);
        Assert.Equal(Tools.Pbdd("verify", "--help").Output, Tools.Pbdd("help", "verify").Output);
        Assert.Equal(2, Tools.Pbdd("help", "nothing").Exit);
        Assert.StartsWith("pbdd ", Tools.Pbdd("version").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--rule", "most-votes", "votes-per-cost", "score", "score-per-cost", "average-score", "equal-shares", "phragmen")]
    [InlineData("--marginal", "skip", "stop", "part", "reach:80")]
    [InlineData("--unsupported", "fund", "never")]
    public void The_words_that_help_offers_are_taken(string option, params string[] words)
    {
        string help = Tools.Pbdd("allocate", "--help").Output;
        string election = folder.Write("e.pb", Election);
        foreach (string word in words)
        {
            Assert.Contains(word.Split(':')[0], help, StringComparison.Ordinal);
            string error = Tools.Pbdd(option == "--rule" ? ["allocate", election, option, word] : ["allocate", election, "--rule", "most-votes", option, word]).Error;
            Assert.DoesNotContain("one of", error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("public.zip", "public.zip")]
    [InlineData("a b.zip", "'a b.zip'")]
    [InlineData("it's.zip", "'it'\\''s.zip'")]
    [InlineData("$(x)", "'$(x)'")]
    [InlineData("", "''")]
    public void A_path_in_a_command_is_quoted_where_a_shell_would_take_it_apart(string path, string shown) => Assert.Equal(shown, Shown.Path(path));
}
