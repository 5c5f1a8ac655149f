using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Trees;


namespace PbDecisionDay.Verifier.Tests.Cards;

public sealed class CheckingTests : IDisposable
{
    private readonly CardTable _table = new();

    public CheckingTests() => Assert.Equal(0, _table.Make().Exit);

    public void Dispose() => _table.Dispose();

    [Fact]
    public void A_good_batch_is_derived_again_and_its_root_is_said()
    {
        Ran check = _table.Check();
        Assert.Equal((0, ""), (check.Exit, check.Error));
        Manifest.TryParse(File.ReadAllBytes(_table.Files.Numbers), out Manifest? manifest, out _);
        Assert.Contains(manifest!.Root.ToString(), check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_with_another_number_fails()
    {
        string[] numbers = [.. File.ReadAllLines(_table.Files.Numbers).Skip(1), Digest.Random().ToString()];
        File.WriteAllBytes(_table.Files.Numbers, Manifest.Of(numbers.Select(text => Digest.TryParse(text, out Digest number) ? number : default)).Print());
        Ran check = _table.Check();
        Assert.Equal((1, ""), (check.Exit, check.Output));
        Assert.Contains("has 9 numbers, of which 8 are among the 9 of the secrets", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unsorted_list_fails()
    {
        File.WriteAllText(_table.Files.Numbers, string.Concat(File.ReadAllLines(_table.Files.Numbers).Reverse().Select(line => line + "\n")));
        Ran check = _table.Check();
        Assert.Equal(1, check.Exit);
        Assert.Contains("line 2: the numbers are not in rising byte order", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unfinished_batch_fails_and_says_how_to_go_on()
    {
        byte[] secrets = File.ReadAllBytes(_table.Files.Secrets);
        File.WriteAllBytes(_table.Files.Secrets, secrets[..^60]);
        Ran check = _table.Check();
        Assert.Equal(1, check.Exit);
        Assert.Contains("6 of 9 cards are made", check.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 3)]
    [InlineData(8, 10)]
    public void A_damaged_working_file_is_refused_by_its_line_and_never_quoted(int line, int column)
    {
        string[] lines = File.ReadAllLines(_table.Files.Secrets);
        lines[line] = lines[line].Remove(column, 1).Insert(column, lines[line][column] == 'Q' ? "R" : "Q");
        File.WriteAllText(_table.Files.Secrets, string.Concat(lines.Select(text => text + "\n")));
        Ran check = _table.Check();
        Assert.Equal((2, ""), (check.Exit, check.Output));
        Assert.Contains("is damaged: line", check.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(lines.Skip(6), text => check.Error.Contains(text, StringComparison.Ordinal));
        Assert.Equal(2, _table.Make().Exit);
        Assert.Equal(0, _table.Destroy("", "--yes", CardTable.Batch).Exit);
    }

    [Fact]
    public void An_opened_card_is_looked_up_as_typed_and_as_scanned()
    {
        string[] secrets = _table.Secrets;
        string typed = secrets[3].ToLowerInvariant().Insert(4, "-").Insert(12, " ");
        Ran check = _table.Check($"{typed}\n{CardTable.Site}/v/{CardTable.Day}#{secrets[4]}\n\n", "--card");
        Assert.Equal(0, check.Exit);
        foreach (string secret in secrets[3..5])
            Assert.Contains($"on its outside stands {Outside(secret)}", check.Output, StringComparison.Ordinal);
        Assert.Contains($"void them on the console's Cards page: {Outside(secrets[3])}, {Outside(secrets[4])}", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(secrets, secret => check.All.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_card_of_another_batch_or_day_and_a_slip_of_the_finger_are_told_apart()
    {
        string stranger = CardSecret.Draw().Code, own = _table.Secrets[0];
        Ran foreign = _table.Check($"{stranger}\n", "--card");
        Assert.Equal(1, foreign.Exit);
        Assert.Contains("NOT of batch printed-1", foreign.Output, StringComparison.Ordinal);
        Ran astray = _table.Check($"https://pb.north.example/v/troon-2026#{own}\n", "--card");
        Assert.Equal(1, astray.Exit);
        Assert.Contains("leads to https://pb.north.example/v/troon-2026 instead of https://pb.south.example/v/troon-2026", astray.Output, StringComparison.Ordinal);
        Ran slip = _table.Check($"{own[..^1]}\n{own[..^1]}{(own[^1] == '0' ? '1' : '0')}\n{own}\n", "--card");
        Assert.Equal(0, slip.Exit);
        Assert.Contains("a code has 24", slip.Output, StringComparison.Ordinal);
        Assert.Contains("not as printed", slip.Output, StringComparison.Ordinal);
        Assert.Equal(1, _table.Check("\n", "--card").Exit);
    }

    [Fact]
    public void A_folder_without_the_batch_is_said()
    {
        Ran check = CardTable.Run("", "check", _table.Folder, "--batch", "other");
        Assert.Equal(2, check.Exit);
        Assert.Contains("holds no batch other", check.Error, StringComparison.Ordinal);
    }

    private static ShortNumber Outside(string secret)
    {
        Digest.TryParse(CardTable.NumbersOf([secret]).Single(), out Digest number);
        return ShortNumber.Of(number);
    }
}
