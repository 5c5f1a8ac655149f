using System.IO.Compression;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
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
        string[][] asked = [["verify", file], ["verify", file, "--json"], ["diff", good, file], ["diff", file, good]];
        foreach (string[] arguments in asked)
        {
            var (exit, output, error) = Tools.Pbdd(arguments);
            Assert.Equal((2, ""), (exit, output));
            Assert.Contains("letter.txt is no bundle: give a day's public.zip", error, StringComparison.Ordinal);
            Assert.Single(error.TrimEnd('\n').Split('\n'));
        }
    }

    [Fact]
    public void A_zip_or_a_folder_with_nothing_of_a_bundle_is_one_sentence_and_no_verdict()
    {
        string other = Zip("other.zip", "a.txt"), empty = Zip("empty.zip"), letter = Zip("letter.zip", "README.txt", "a/b.txt"), auditor = Zip("auditor.zip", "README.txt", "openings.txt");
        folder.Write("plain/a.txt", "a");
        string broken = folder.Write("broken.zip", File.ReadAllBytes(other)[..40]);
        foreach (string what in new[] { other, empty, letter, folder["plain"], broken, folder.Write("mark.zip", "PK\x3\x4"u8.ToArray()), auditor })
            foreach (string[] arguments in new string[][] { ["verify", what], ["verify", what, "--json"], ["diff", good, what], ["diff", what, good] })
                Refused($"{Path.GetFileName(what)} is no bundle: give a day's public.zip", arguments);
        foreach (string what in new[] { other, folder["plain"], good })
            Refused("is no bundle: give the auditor.zip", "verify", good, "--openings", what);
    }

    [Fact]
    public void A_bundle_inside_a_folder_is_named_in_a_zip_and_in_a_folder()
    {
        ZipFile.ExtractToDirectory(good, folder["around/my public"]);
        ZipFile.CreateFromDirectory(folder["around"], folder["around.zip"]);
        foreach (string what in new[] { folder["around"], folder["around.zip"] })
            foreach (string[] arguments in new string[][] { ["verify", what], ["diff", good, what] })
                Refused("is no bundle, but its folder 'my public' looks like one: give", arguments);
    }

    [Theory]
    [InlineData("keys.txt")]
    [InlineData("log/checkpoint")]
    [InlineData("checkpoints.txt")]
    [InlineData("README.txt")]
    public void A_bundle_that_lacks_members_is_still_judged(string lost)
    {
        DayFiles files = DayFiles.Good();
        files.Members.Remove(lost);
        string lacking = folder.Write("lacking.zip", SampleDay.Pack(files.Members));
        var (exit, output, error) = Tools.Pbdd("verify", lacking);
        Assert.Equal((1, ""), (exit, error));
        Assert.Contains(lost, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(2)]
    public void A_bundle_that_breaks_off_is_still_judged(int divisor)
    {
        byte[] whole = File.ReadAllBytes(good);
        string broken = folder.Write("broken.zip", divisor == 2 ? whole[..(whole.Length / 2)] : whole[..^divisor]);
        Assert.Equal(1, Tools.Pbdd("verify", broken).Exit);
    }

    [Fact]
    public void A_bundle_that_a_desktop_packed_again_is_still_judged()
    {
        ZipFile.ExtractToDirectory(good, folder["public"]);
        ZipFile.CreateFromDirectory(folder["public"], folder["again.zip"]);
        Assert.Equal(1, Tools.Pbdd("verify", folder["again.zip"]).Exit);
    }

    [Fact]
    public void Two_days_are_no_fork()
    {
        const string elsewhere = "pb.south.example/elsewhere";
        DayFiles files = DayFiles.Good();
        files[BundleNames.Keys] = DayFiles.GoodDay.Key.VerifierKey(elsewhere) + "\n";
        files[BundleNames.LogCheckpoint] = DayFiles.GoodDay.Sign(Checkpoint.Of(elsewhere, DayFiles.GoodDay.Tree)).Print();
        Refused("these are two days: ", "diff", good, folder.Write("elsewhere.zip", SampleDay.Pack(files.Members)));
    }

    private string Zip(string name, params string[] members)
    {
        using (var zip = new ZipArchive(File.Create(folder[name]), ZipArchiveMode.Create))
            foreach (string member in members)
                using (var writer = new StreamWriter(zip.CreateEntry(member).Open()))
                    writer.Write(member);
        return folder[name];
    }

    private static void Refused(string sentence, params string[] arguments)
    {
        var (exit, output, error) = Tools.Pbdd(arguments);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
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
