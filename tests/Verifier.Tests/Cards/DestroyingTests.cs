using PbDecisionDay.Verifier.Commands.Cards;

namespace PbDecisionDay.Verifier.Tests.Cards;

public sealed class DestroyingTests : IDisposable
{
    private readonly CardTable _table = new();

    public DestroyingTests() => Assert.Equal(0, _table.Make().Exit);

    public void Dispose() => _table.Dispose();

    [Theory]
    [InlineData("printed-1\n")]
    [InlineData("", "--yes", "printed-1")]
    public void What_a_card_could_be_known_from_goes_and_the_numbers_stay(string typed, params string[] yes)
    {
        File.WriteAllText(_table.Files.Pdf + ".new", "half a sheet");
        byte[] numbers = File.ReadAllBytes(_table.Files.Numbers);
        Ran destroyed = _table.Destroy(typed, yes);
        Assert.Equal((0, ""), (destroyed.Exit, destroyed.Error));
        Assert.Equal(["printed-1.destroyed.txt", "printed-1.numbers.txt"], _table.Names);
        Assert.Equal(numbers, File.ReadAllBytes(_table.Files.Numbers));

        string record = File.ReadAllText(_table.Files.Record);
        Assert.Contains("cards 9\n", record, StringComparison.Ordinal);
        Assert.Contains($"numbers {NumbersFacts.Hash(_table.Files.Numbers)} printed-1.numbers.txt\n", record, StringComparison.Ordinal);
        Assert.Contains("destroyed printed-1.secrets printed-1.pdf printed-1.pdf.new\n", record, StringComparison.Ordinal);
        Assert.Contains("Each of the 9 numbers kept was derived", record, StringComparison.Ordinal);
        Assert.Equal(2, record.Split("Signature:").Length - 1);
        foreach (string text in (string[])[record, destroyed.Output])
            Assert.Contains("an SSD, a USB stick", text, StringComparison.Ordinal);

        Ran after = _table.Check();
        Assert.Equal(0, after.Exit);
        Assert.Contains("The secrets are not here, as", after.Output, StringComparison.Ordinal);
        Assert.Equal(0, _table.Destroy("").Exit);
        Assert.Equal(record, File.ReadAllText(_table.Files.Record));
        Ran again = _table.Make();
        Assert.Equal(2, again.Exit);
        Assert.Contains("Give the new batch another name", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("printed\n")]
    [InlineData("yes\n")]
    [InlineData("")]
    [InlineData("printed-1\n", "--yes", "printed-2")]
    public void Without_the_batchs_name_nothing_is_destroyed(string typed, params string[] yes)
    {
        string[] before = _table.Names;
        Ran refused = _table.Destroy(typed, yes);
        Assert.Equal(2, refused.Exit);
        Assert.Contains("nothing was destroyed", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, _table.Names);
        Assert.Equal(0, _table.Check().Exit);
    }

    [Fact]
    public void The_bytes_on_the_disk_are_overwritten_before_the_name_goes()
    {
        // A second name of the same file shows what is left of it.
        string second = Path.Combine(_table.Folder, "second");
        if (OperatingSystem.IsWindows() || !Link(_table.Files.Secrets, second))
            Assert.Skip("This machine cannot give a file a second name.");
        Assert.Equal(0, _table.Destroy("", "--yes", "printed-1").Exit);
        Assert.All(File.ReadAllBytes(second), left => Assert.Equal(0, left));
        Assert.True(new FileInfo(second).Length > 0);
    }

    [Fact]
    public void A_list_that_does_not_fit_and_an_unfinished_batch_are_put_on_record()
    {
        string[] numbers = File.ReadAllLines(_table.Files.Numbers);
        File.WriteAllText(_table.Files.Numbers, string.Concat(numbers.Skip(1).Select(line => line + "\n")));
        _table.Destroy("", "--yes", "printed-1");
        Assert.Contains("THE NUMBERS KEPT ARE NOT THOSE OF THE SECRETS", File.ReadAllText(_table.Files.Record), StringComparison.Ordinal);

        using var other = new CardTable();
        other.Files.Create();
        SecretsFile.Begin(other.Files.Secrets, CardTable.Of(5));
        Assert.Equal(0, other.Destroy("", "--yes", "printed-1").Exit);
        Assert.Contains("not finished: 0 of 5 cards", File.ReadAllText(other.Files.Record), StringComparison.Ordinal);
        Assert.Equal(["printed-1.destroyed.txt"], other.Names);
    }

    [Fact]
    public void A_destruction_that_was_stopped_half_way_is_finished()
    {
        File.Delete(_table.Files.Secrets);
        Assert.Equal(0, _table.Destroy("printed-1\n").Exit);
        Assert.Equal(["printed-1.destroyed.txt", "printed-1.numbers.txt"], _table.Names);
        Assert.Contains("The secrets were gone before this.", File.ReadAllText(_table.Files.Record), StringComparison.Ordinal);
    }

    private static bool Link(string file, string second)
    {
        using var ln = System.Diagnostics.Process.Start("ln", [file, second]);
        ln.WaitForExit();
        return ln.ExitCode == 0;
    }
}
