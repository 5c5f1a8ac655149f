using System.Diagnostics;
using PbDecisionDay.Verifier.Commands.Cards;

namespace PbDecisionDay.Verifier.Tests.Cards;

/// <summary>Runs that were stopped, at any point, and runs against what is there.</summary>
public sealed class ResumingTests : IDisposable
{
    private readonly CardTable _table = new();

    public void Dispose() => _table.Dispose();

    [Fact]
    public void A_working_file_cut_anywhere_keeps_every_whole_secret_and_is_completed()
    {
        _table.Files.Create();
        SecretsFile.Begin(_table.Files.Secrets, CardTable.Of(5));
        int heading = File.ReadAllBytes(_table.Files.Secrets).Length;
        using (SecretsFile first = SecretsFile.Open(_table.Files.Secrets))
            first.Complete(_ => { });
        byte[] whole = File.ReadAllBytes(_table.Files.Secrets);
        Assert.Equal(heading + 5 * 25, whole.Length);
        for (int length = heading; length <= whole.Length; length++)
        {
            File.WriteAllBytes(_table.Files.Secrets, whole[..length]);
            using (SecretsFile cut = SecretsFile.Open(_table.Files.Secrets))
            {
                Assert.Equal((length - heading) / 25, cut.Secrets.Count);
                cut.Complete(_ => { });
            }
            byte[] now = File.ReadAllBytes(_table.Files.Secrets);
            int kept = heading + (length - heading) / 25 * 25;
            Assert.Equal(whole.Length, now.Length);
            Assert.Equal(whole[..kept], now[..kept]);
            using SecretsFile read = SecretsFile.Look(_table.Files.Secrets);
            Assert.Equal(5, read.Secrets.Select(secret => secret.Symbols).Distinct().Count());
        }
    }

    [Fact]
    public void What_a_power_cut_leaves_behind_the_last_secret_is_cut_off()
    {
        _table.Make(3);
        string[] three = _table.Secrets;
        byte[] whole = File.ReadAllBytes(_table.Files.Secrets);
        File.WriteAllBytes(_table.Files.Secrets, [.. whole[..^25], .. new byte[4096]]);
        File.Delete(_table.Files.Numbers);
        Ran again = _table.Make(3);
        Assert.Contains("2 of 3 made, going on.", again.Output, StringComparison.Ordinal);
        Assert.Equal(three[..2], _table.Secrets[..2]);
        Assert.NotEqual(three[2], _table.Secrets[2]);
        Assert.Equal(0, _table.Check().Exit);
    }

    [Fact]
    public void A_run_that_is_killed_goes_on_where_it_stopped()
    {
        int kept = 0;
        using (Process run = CardTable.Start(["make", .. _table.Arguments(9_000)]))
        {
            // However fast the disk, a run is stopped before it drew its sheets.
            SpinWait.SpinUntil(() => File.Exists(_table.Files.Secrets) && (kept = Whole()) > 0 || run.HasExited, TimeSpan.FromMinutes(1));
            run.Kill();
            run.WaitForExit();
        }
        Assert.InRange(kept, 1, 9_000);
        Assert.False(File.Exists(_table.Files.Numbers));
        string[] before = _table.Secrets[..Whole()];
        using (SecretsFile goingOn = SecretsFile.Open(_table.Files.Secrets))
            goingOn.Complete(_ => { });
        Assert.Equal(before, _table.Secrets[..before.Length]);
        Assert.Equal(9_000, _table.Secrets.Distinct().Count());
    }

    [Theory]
    [InlineData("printed-1.pdf")]
    [InlineData("printed-1.numbers.txt")]
    public void A_file_that_was_not_finished_is_made_from_the_same_secrets(string missing)
    {
        _table.Make();
        string file = Path.Combine(_table.Folder, missing);
        byte[] whole = File.ReadAllBytes(file);
        File.Move(file, file + ".new");
        File.WriteAllBytes(file + ".new", whole[..(whole.Length / 2)]);
        Assert.Equal(0, _table.Make().Exit);
        Assert.Equal(whole, File.ReadAllBytes(file));
        Assert.DoesNotContain(missing + ".new", _table.Names);
    }

    [Theory]
    [InlineData("--count was 9", "--count", "10")]
    [InlineData("--site was https://pb.south.example", "--site", "http://pb.south.example")]
    public void Another_batch_is_not_written_over_this_one(string sentence, string option, string value)
    {
        _table.Make();
        byte[][] before = [.. Directory.EnumerateFiles(_table.Folder).Select(File.ReadAllBytes)];
        string[] arguments = ["make", .. _table.Arguments(9)];
        arguments[Array.IndexOf(arguments, option) + 1] = value;
        Ran refused = CardTable.Run("", arguments);
        Assert.Equal((2, ""), (refused.Exit, refused.Output));
        Assert.Contains(sentence, refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.EnumerateFiles(_table.Folder).Select(File.ReadAllBytes));
    }

    [Fact]
    public void Numbers_without_their_secrets_are_never_given_others()
    {
        _table.Make();
        File.Delete(_table.Files.Secrets);
        Ran refused = _table.Make();
        Assert.Equal(2, refused.Exit);
        Assert.Contains("the secrets it was made from are not", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_table.Files.Secrets));
    }

    [Fact]
    public void A_list_that_somebody_changed_is_not_quietly_put_right()
    {
        _table.Make();
        File.WriteAllLines(_table.Files.Numbers, File.ReadAllLines(_table.Files.Numbers).SkipLast(1));
        Ran refused = _table.Make();
        Assert.Equal(2, refused.Exit);
        Assert.Contains("does not hold this batch's numbers", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_at_once_do_not_make_one_batch()
    {
        _table.Make();
        using SecretsFile held = SecretsFile.Open(_table.Files.Secrets);
        Assert.Equal(2, _table.Make().Exit);
        Assert.Equal(2, _table.Destroy("", "--yes", CardTable.Batch).Exit);
        Assert.Throws<IOException>(() => SecretsFile.Begin(_table.Files.Secrets, CardTable.Of(9)));
        Assert.True(File.Exists(_table.Files.Secrets));
    }

    private int Whole() => (int)((new FileInfo(_table.Files.Secrets).Length - Heading) / 25);

    private static int Heading => $"pbdd/1 card secrets\nsite {CardTable.Site}\nday {CardTable.Day}\norigin {CardTable.Origin}\nbatch {CardTable.Batch}\ncount 9000\n".Length;
}
