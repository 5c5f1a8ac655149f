using System.Runtime.Versioning;
using System.Security.Cryptography;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Printing.Tests;
using PbDecisionDay.Verifier.Commands.Cards;

namespace PbDecisionDay.Verifier.Tests.Cards;

public sealed class MakingTests : IDisposable
{
    private readonly CardTable _table = new();

    public void Dispose() => _table.Dispose();

    [Fact]
    public void A_batch_is_its_secrets_its_sheets_and_its_sorted_numbers()
    {
        Ran made = _table.Make(9, "--lang", "en,gd", "--title", "Troon decides");
        Assert.Equal((0, ""), (made.Exit, made.Error));
        Assert.Equal(["printed-1.numbers.txt", "printed-1.pdf", "printed-1.secrets"], _table.Names);
        Assert.Equal(9, _table.Secrets.Distinct().Count());

        string[] numbers = File.ReadAllLines(_table.Files.Numbers);
        Assert.Equal(CardTable.NumbersOf(_table.Secrets).Order(ByBytes), numbers);
        Assert.True(Manifest.TryParse(File.ReadAllBytes(_table.Files.Numbers), out Manifest? manifest, out _));
        Assert.Contains($"root      {manifest.Root}\n", made.Output, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_table.Files.Numbers))), made.Output, StringComparison.Ordinal);
        Assert.Contains("cards     9\n", made.Output, StringComparison.Ordinal);
        Assert.Contains("sheets    3\n", made.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("my cards; x'y")]
    [InlineData("a $(b) `c`")]
    public void The_commands_that_it_prints_name_the_folder_as_one_word_of_a_shell(string name)
    {
        string folder = Path.Combine(_table.Folder, name);
        string[] arguments = [.. _table.Arguments(1)[..^1], folder];
        Ran made = CardTable.Run("", ["make", .. arguments]);
        string[] commands = [.. made.Output.Split('\n').Where(line => line.Contains("pbdd cards ", StringComparison.Ordinal)).Select(line => line[line.IndexOf("pbdd cards ", StringComparison.Ordinal)..])];
        Assert.Equal(2, commands.Length);
        foreach (string command in commands)
        {
            var (exit, output, error) = Tools.Run("sh", ["-c", $"pbdd() {{ for word; do printf '%s\\n' \"$word\"; done; }}; {command}"]);
            Assert.True(exit == 0, error);
            Assert.Equal(folder, output.Split('\n')[2]);
        }
    }

    [Fact]
    public void The_sheets_bear_the_secrets_in_the_order_drawn()
    {
        _table.Make(9);
        var pdf = new PrintedPdf(File.ReadAllBytes(_table.Files.Pdf));
        var codes = pdf.Drawings.SelectMany(PrintedPdf.Codes).ToArray();
        string[] secrets = _table.Secrets;
        Assert.Equal((3, 18), (pdf.PageCount, codes.Length));
        for (int i = 0; i < 9; i++)
        {
            Assert.True(PrintedPdf.Same(codes[2 * i + 1], Printing.QrMatrix.Of($"https://pb.south.example/v/troon-2026#{secrets[i]}")), $"card {i}");
            Digest.TryParse(CardTable.NumbersOf([secrets[i]]).Single(), out Digest number);
            Assert.True(PrintedPdf.Same(codes[2 * i], Printing.QrMatrix.Of(ShortNumber.Of(number).Symbols)), $"outside of card {i}");
        }
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void Everything_that_is_written_belongs_to_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no file modes.");
        _table.Make();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_table.Folder));
        foreach (string file in Directory.EnumerateFiles(_table.Folder))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(_table.Files.Secrets, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        _table.Make();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_table.Files.Secrets));
    }

    [Fact]
    public void The_same_secrets_give_the_same_sheets_and_other_words_the_same_cards()
    {
        _table.Make();
        byte[] pdf = File.ReadAllBytes(_table.Files.Pdf), secrets = File.ReadAllBytes(_table.Files.Secrets);
        File.Delete(_table.Files.Pdf);
        Ran again = _table.Make();
        Assert.Contains("All 9 cards of printed-1 were made before", again.Output, StringComparison.Ordinal);
        Assert.Equal(pdf, File.ReadAllBytes(_table.Files.Pdf));
        _table.Make(9, "--title", "A new title");
        Assert.NotEqual(pdf, File.ReadAllBytes(_table.Files.Pdf));
        Assert.Equal(secrets, File.ReadAllBytes(_table.Files.Secrets));
    }

    [Fact]
    public void A_title_that_the_PDF_cannot_set_is_printed_from_a_page_and_no_PDF_stays()
    {
        _table.Make();
        Ran made = _table.Make(9, "--lang", "en,ar", "--title", "Troon <decides>", "--title", "ترون 🫠");
        Assert.Contains("printed-1.html", made.Output, StringComparison.Ordinal);
        Assert.Equal(["printed-1.html", "printed-1.numbers.txt", "printed-1.secrets"], _table.Names);
        string page = File.ReadAllText(_table.Files.Page);
        Assert.Contains("Troon &lt;decides&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<bdi dir=\"ltr\"><span class=\"part\">pb.south.example</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        foreach (string secret in _table.Secrets)
            Assert.Contains(Printing.QrMatrix.Of($"https://pb.south.example/v/troon-2026#{secret}").SvgPath(), page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gd")]
    [InlineData("ar")]
    [InlineData("en,ar")]
    public void Every_language_that_cards_speak_is_printed_as_a_PDF(string languages)
    {
        Ran made = _table.Make(9, "--lang", languages, "--title", "ترون 2026");
        Assert.Equal((0, ""), (made.Exit, made.Error));
        Assert.Equal(["printed-1.numbers.txt", "printed-1.pdf", "printed-1.secrets"], _table.Names);
    }

    [Fact]
    public void The_key_of_the_log_is_taken_for_this_log_alone()
    {
        using var key = LogKey.Generate();
        Ran made = _table.Make(1, "--lang", "ar", "--key", key.Public.VerifierKey(CardTable.Origin));
        Assert.Equal(0, made.Exit);
        string printed = PrintedPdf.Text(new PrintedPdf(File.ReadAllBytes(_table.Files.Pdf)).Drawings[0]);
        // In groups that an eye can hold; between them stand the words of a line from right to left.
        Assert.All(key.Public.Fingerprint.ToString().Chunk(11), group => Assert.Contains(new string(group), printed, StringComparison.Ordinal));
        Ran other = _table.Make(1, "--key", key.Public.VerifierKey("pb.south.example/other"));
        Assert.Equal(2, other.Exit);
        Assert.Contains("a line that begins with pb.south.example/troon-2026+", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://", "--site", "pb.south.example")]
    [InlineData("no slash at its end", "--site", "https://pb.south.example/")]
    [InlineData("--day is the day's name", "--day", "Troon 2026")]
    [InlineData("With this site and day it is pb.south.example/troon-2026.", "--origin", "pb.north.example/troon-2026")]
    [InlineData("With this site and day it is pb.south.example/troon-2026.", "--origin", "pb.south.example/troon-2026x")]
    [InlineData("always the main log's name, pb.south.example/troon-2026,", "--origin", "pb.south.example/troon-2026/")]
    [InlineData("a card made for pb.south.example/troon-2026/care-home could never vote", "--origin", "pb.south.example/troon-2026/care-home")]
    [InlineData("With this site and day it is pb.south.example:8443/troon-2026.", "--site", "https://pb.south.example:8443")]
    [InlineData("--batch is the batch's name", "--batch", "../printed")]
    [InlineData("1 to 10000", "--count", "0")]
    [InlineData("1 to 10000", "--count", "10001")]
    [InlineData("1 to 10000", "--count", "many")]
    [InlineData("one or two of en, gd, ar, zh, pl, uk, ur", "--lang", "en,fr")]
    [InlineData("one or two of en, gd, ar, zh, pl, uk, ur", "--lang", "en,en")]
    [InlineData("one or two of en, gd, ar, zh, pl, uk, ur", "--lang", "en,gd,ar")]
    [InlineData("--title is the day's title", "--title", " ")]
    [InlineData("is the verifier key of the log", "--key", "key")]
    public void What_makes_useless_cards_is_refused_with_what_to_give(string sentence, string option, string value)
    {
        string[] arguments = ["make", .. _table.Arguments(9)];
        if (Array.IndexOf(arguments, option) is >= 0 and var at)
            arguments[at + 1] = value;
        else
            arguments = [.. arguments, option, value];
        Ran refused = CardTable.Run("", arguments);
        Assert.Equal((2, ""), (refused.Exit, refused.Output));
        Assert.Contains(sentence, refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_table.Folder));
    }

    private static readonly Comparer<string> ByBytes = Comparer<string>.Create((a, b) => Convert.FromBase64String(a).AsSpan().SequenceCompareTo(Convert.FromBase64String(b)));
}
