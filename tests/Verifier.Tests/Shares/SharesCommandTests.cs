using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Verifier.Commands.Cards;
using PbDecisionDay.Verifier.Commands.Shares;

namespace PbDecisionDay.Verifier.Tests.Shares;

/// <summary>Holders' sheets looked at away from the service, and a key file made of two.</summary>
public sealed class SharesCommandTests : IDisposable
{
    private const string Origin = "pb.south.example/troon-2026", Words = "words that unlock the keys";

    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private static readonly string[] Passphrases = ["five calm swans at Troon", "seven red boats at noon", "a green lamp in the harbour"];

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Two_sheets_make_the_key_file_that_the_service_reads()
    {
        string[] sheets = Sheets(KeyShare.Split(Origin, Key, 1));
        (int exit, string output, _) = Run(desk => SharesCommand.JoinShares(desk, [sheets[2], sheets[0]], folder["openings.key"]), Passphrases[2], Passphrases[0], Words);

        Assert.Equal(0, exit);
        Assert.Contains("share 3 of making 1", output, StringComparison.Ordinal);
        string file = File.ReadAllText(folder["openings.key"]);
        Assert.Equal(KeyCopyProblem.None, KeyCopy.Open(file, Words, out OpenedKey? opened));
        Assert.Equal((KeyKind.Openings, Origin), (opened!.Kind, opened.Origin));
        Assert.Equal(Key, opened.Key);
        // A key file that is there is never written over.
        Assert.Equal(2, Run(desk => SharesCommand.JoinShares(desk, [sheets[1], sheets[0]], folder["openings.key"]), Passphrases[1], Passphrases[0], Words).Exit);
        Assert.Equal(file, File.ReadAllText(folder["openings.key"]));
    }

    [Fact]
    public void Of_three_sheets_the_bad_one_is_named_and_of_two_none_can_be()
    {
        IReadOnlyList<KeyShare> good = KeyShare.Split(Origin, Key, 1);
        string[] sheets = Sheets([good[0], KeyShare.Split(Origin, Key, 1)[1], good[2]]);

        (int exit, string output, _) = Run(desk => SharesCommand.CheckShares(desk, sheets), Passphrases);
        Assert.Equal(0, exit);
        Assert.Contains("Share 2 of making 1 does not belong to the others.", output, StringComparison.Ordinal);
        Assert.Contains(good[0].Openings.ToString(), output, StringComparison.Ordinal);
        (exit, output, _) = Run(desk => SharesCommand.CheckShares(desk, sheets[..2]), Passphrases);
        Assert.Equal(1, exit);
        Assert.Contains("Bring the third", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not the passphrase", false)]
    [InlineData("five calm swans at Troon", true)]
    public void One_sheet_that_does_not_open_and_two_that_do_make_the_key_file(string first, bool torn)
    {
        string[] sheets = Sheets(KeyShare.Split(Origin, Key, 1));
        if (torn) File.WriteAllText(sheets[0], File.ReadAllText(sheets[0])[..200]);
        (int exit, string output, _) = Run(desk => SharesCommand.JoinShares(desk, sheets, folder["openings.key"]), first, Passphrases[1], Passphrases[2], Words);
        Assert.Equal(0, exit);
        Assert.Contains(torn ? "no whole share" : "does not open it", output, StringComparison.Ordinal);
        Assert.Equal(KeyCopyProblem.None, KeyCopy.Open(File.ReadAllText(folder["openings.key"]), Words, out OpenedKey? opened));
        Assert.Equal(Key, opened!.Key);
        // A look at them says that one is bad.
        Assert.Equal(1, Run(desk => SharesCommand.CheckShares(desk, sheets), first, Passphrases[1], Passphrases[2]).Exit);
    }

    [Fact]
    public void A_sheet_of_another_day_that_comes_first_does_not_name_the_key()
    {
        IReadOnlyList<KeyShare> good = KeyShare.Split(Origin, Key, 1);
        string[] sheets = Sheets([KeyShare.Split("pb.south.example/ayr-2026", Key, 1)[0], good[1], good[2]]);
        (int exit, string output, _) = Run(desk => SharesCommand.JoinShares(desk, sheets, folder["openings.key"]), [.. Passphrases, Words]);
        Assert.Equal(0, exit);
        Assert.Contains(good[1].Openings.ToString(), output, StringComparison.Ordinal);
        Assert.Equal(KeyCopyProblem.None, KeyCopy.Open(File.ReadAllText(folder["openings.key"]), Words, out OpenedKey? opened));
        Assert.Equal(Origin, opened!.Origin);
    }

    [Fact]
    public void A_wrong_passphrase_and_a_torn_sheet_are_told_apart_and_write_nothing()
    {
        string[] sheets = Sheets(KeyShare.Split(Origin, Key, 1));
        (int exit, string output, _) = Run(desk => SharesCommand.JoinShares(desk, sheets[..2], folder["openings.key"]), Passphrases[0], "another passphrase", Words);
        Assert.Equal(1, exit);
        Assert.Contains("this passphrase does not open it", output, StringComparison.Ordinal);

        folder.Write("torn.txt", File.ReadAllText(sheets[0])[..200]);
        (exit, output, _) = Run(desk => SharesCommand.CheckShares(desk, [folder["torn.txt"]]), Passphrases[0]);
        Assert.Equal(1, exit);
        Assert.Contains("no whole share", output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["openings.key"]));
    }

    private string[] Sheets(IEnumerable<KeyShare> shares) =>
        [.. shares.Select((share, at) => folder.Write($"sheet-{at + 1}.txt", share.Seal(Passphrases[at])))];

    private static (int Exit, string Output, string Error) Run(Func<Desk, int> run, params string[] typed)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int exit = run(new Desk(new StringReader(string.Join('\n', typed) + "\n"), output, error));
        return (exit, output.ToString(), error.ToString());
    }
}
