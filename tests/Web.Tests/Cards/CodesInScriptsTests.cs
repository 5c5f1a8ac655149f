using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;

namespace PbDecisionDay.Web.Tests.Cards;

/// <summary>The pages' own reading of codes, run in Node, against the ledger's, on texts that people and cameras might give and on texts that they would not.</summary>
public sealed class CodesInScriptsTests(CodesInScriptsTests.Readings readings) : IClassFixture<CodesInScriptsTests.Readings>
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", Origin = "pb.south.example/troon-2026";

    [Fact]
    public void A_typed_code_is_read_or_refused_as_the_ledger_does()
    {
        var all = readings.All.Concat(readings.Slips).ToArray();
        Assert.All(all, pair =>
        {
            CardSecret.TryRead(pair.Text, out var secret, out var problem);
            Assert.Equal((secret?.Symbols ?? "", problem.ToString()), (pair.Read.Symbols, pair.Read.Problem));
        });
        // The texts reach every answer, or the comparison says little.
        foreach (var problem in Enum.GetNames<CardCodeProblem>()) Assert.True(all.Count(pair => pair.Read.Problem == problem) > 10, problem);
    }

    [Fact]
    public void Grouping_what_is_typed_changes_no_code() =>
        Assert.All(readings.All.Where(pair => pair.Read.Symbols.Length > 0), pair => Assert.Equal(pair.Read.Symbols, pair.Read.GroupedSymbols));

    [Fact]
    public void Number_and_proofs_are_the_ledgers()
    {
        var cards = readings.All.Where(pair => pair.Read.Symbols.Length > 0).ToArray();
        Assert.True(cards.Length > 100);
        Assert.All(cards, pair =>
        {
            CardSecret.TryRead(pair.Text, out var secret, out _);
            var card = secret!.Derive(Origin);
            Assert.Equal(card.Number.ToString(), pair.Read.Number);
            Assert.Equal(Enumerable.Range(1, 7).Select(version => card.Proof(version).ToString()), pair.Read.Proofs);
        });
    }

    [Fact]
    public void A_link_is_read_wherever_the_ledger_reads_it() =>
        Assert.All(readings.All, pair =>
        {
            if (CardLink.TryRead(pair.Text, out var link, out _)) Assert.Equal(link.Secret.Symbols, pair.Read.Scanned);
        });

    [Fact]
    public void A_door_takes_for_an_outside_exactly_what_the_ledger_does()
    {
        Assert.True(readings.All.Count(pair => pair.Read.Door == "outside") > 100);
        Assert.All(readings.All, pair =>
        {
            ShortNumber.TryRead(pair.Text, out var number, out _);
            Assert.Equal(number?.Symbols ?? "", pair.Read.Outside);
        });
    }

    [Fact]
    public void A_door_sends_no_secret_nor_what_is_nearly_one()
    {
        Assert.All(readings.All.Where(pair => CardLink.TryRead(pair.Text, out _, out _)), pair => Assert.Equal("inside", pair.Read.Door));
        Assert.True(readings.Slips.Count > 500);
        Assert.All(readings.Slips, pair => Assert.True(pair.Read.Door == "inside", $"a slip of the finger in a secret is taken for {pair.Read.Door}"));
    }

    /// <summary>Some thousands of texts, the same in every run, and what the scripts make of them.</summary>
    public sealed class Readings
    {
        private readonly Random random = new(20260530);

        public Readings()
        {
            string[] slips = [.. Many(600, () => Slip(CardSecret.Draw().Symbols))];
            string[] texts =
            [
                "", " ", "-", "ı", "ſ", "\u212A", "\u0085", "\uFEFF", "\u00A0", "\u2028", "😀", "\U00010EAD",
                .. Many(150, () => Dressed(CardSecret.Draw().Symbols)),
                .. Many(150, () => Dressed(ShortNumber.Of(Digest.Random()).Symbols)),
                .. Many(150, () => Slip(ShortNumber.Of(Digest.Random()).Symbols)),
                .. Many(100, () => $"https://pb.south.example/v/troon-2026#{CardSecret.Draw().Symbols}"),
                .. Many(400, () => With(Dressed(CardSecret.Draw().Symbols), Odd())),
                .. Many(400, () => string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(8) == 0 ? Odd() : $"{Alphabet[random.Next(32)]}"))),
            ];
            var read = Run([.. texts, .. slips]);
            All = [.. texts.Zip(read)];
            Slips = [.. slips.Zip(read.Skip(texts.Length))];
        }

        public IReadOnlyList<(string Text, Reading Read)> All { get; }

        /// <summary>Secrets with one thing wrong.</summary>
        public IReadOnlyList<(string Text, Reading Read)> Slips { get; }

        private static IEnumerable<string> Many(int count, Func<string> text) => Enumerable.Range(0, count).Select(_ => text());

        // As people write: groups, cases, and letters for digits.
        private string Dressed(string symbols) => string.Concat(symbols.Select(symbol =>
            (random.Next(5) switch { 0 => "-", 1 => " ", 2 => "\u2013", _ => "" })
            + (symbol switch { '0' => Any("0", "O", "o"), '1' => Any("1", "I", "i", "L", "l"), _ => Any($"{symbol}", $"{char.ToLowerInvariant(symbol)}") })));

        private string Slip(string symbols)
        {
            var at = random.Next(symbols.Length);
            return random.Next(5) switch
            {
                0 => symbols.Remove(at, 1),
                1 => symbols.Insert(at, $"{Alphabet[random.Next(32)]}"),
                2 => symbols.Remove(at, 1).Insert(at, Any("U", "u", ".", "?", "ı", "É")),
                3 => at == 0 ? symbols : symbols[..(at - 1)] + symbols[at] + symbols[at - 1] + symbols[(at + 1)..],
                _ => symbols.Remove(at, 1).Insert(at, $"{Alphabet[random.Next(32)]}"),
            };
        }

        private string With(string text, string odd) => text.Insert(random.Next(text.Length + 1), odd);

        // White space and dashes of every kind, letters that only look right in upper case, and anything at all.
        private string Odd() => random.Next(4) switch
        {
            0 => Any("\u0085", "\uFEFF", "\u00A0", "\u2028", "\u3000", "\u200B", "\u180E", "\t", "\v", "\u001C"),
            1 => Any("\u2010", "\u2014", "\u2212", "\uFE58", "\u058A", "_"),
            2 => Any("ı", "ſ", "\u212A", "Ｏ", "０", "U", "ß"),
            _ => new string((char)random.Next(1, 0xD800), 1),
        };

        private string Any(params string[] one) => one[random.Next(one.Length)];

        private static Reading[] Run(string[] texts)
        {
            var script = Path.Combine(Here(), "read-codes.mjs");
            using var node = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
            node.StandardInput.Write(JsonSerializer.Serialize(new { origin = Origin, texts }));
            node.StandardInput.Close();
            node.WaitForExit();
            Assert.True(node.ExitCode == 0, error.Result);
            return JsonSerializer.Deserialize<Reading[]>(output.Result, JsonSerializerOptions.Web)!;
        }

        private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
    }

    /// <summary>What the scripts made of a text.</summary>
    public sealed record Reading(string Symbols, string Problem, string GroupedSymbols, string Scanned, string Door, string Outside, string Number, string[] Proofs);
}
