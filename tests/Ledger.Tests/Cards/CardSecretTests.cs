using FsCheck;
using FsCheck.Fluent;
using PbDecisionDay.Ledger.Cards;

namespace PbDecisionDay.Ledger.Tests;

public class CardSecretTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void A_drawn_secret_reads_back_from_its_code_and_from_its_symbols()
    {
        var secret = CardSecret.Draw();
        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$", secret.Code);
        foreach (var text in new[] { secret.Code, secret.Symbols })
        {
            Assert.True(CardSecret.TryRead(text, out var read, out var problem));
            Assert.Equal((secret.Symbols, CardCodeProblem.None), (read.Symbols, problem));
        }
    }

    [Fact]
    public void A_thousand_draws_use_every_symbol_at_every_place_and_never_repeat()
    {
        var drawn = Enumerable.Range(0, 1000).Select(_ => CardSecret.Draw().Symbols).ToList();
        Assert.Equal(1000, drawn.Distinct().Count());
        // A given symbol is missing from one place with probability (31/32)^1000 < 2e-14.
        for (var place = 0; place < CardSecret.SymbolCount; place++)
            Assert.Equal(32, drawn.Select(symbols => symbols[place]).Distinct().Count());
    }

    [Fact]
    public void Case_spaces_hyphens_and_lookalikes_do_not_matter() => Prop.ForAll(Samples.Secrets.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (secret, seed) =>
    {
        var random = new Random(seed);
        var typed = string.Concat(secret.Symbols.Select(symbol => Pick(random, "", " ", "-", "\u2013", "\u00a0", "\t") + symbol switch
        {
            '0' => Pick(random, "0", "O", "o"),
            '1' => Pick(random, "1", "I", "i", "L", "l"),
            _ => Pick(random, symbol.ToString(), symbol.ToString().ToLowerInvariant()),
        })) + " \r\n";
        Assert.True(CardSecret.TryRead(typed, out var read, out _));
        Assert.Equal(secret.Symbols, read.Symbols);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null, CardCodeProblem.Empty)]
    [InlineData(" - - ", CardCodeProblem.Empty)]
    [InlineData("1T42-MVCD", CardCodeProblem.WrongLength)]
    [InlineData("1T42-MVCD-4YAC-KW09-QM09-7W8S-0", CardCodeProblem.WrongLength)]
    [InlineData("1T42-MVCD-4YAC-KW09-QM09-7W8U", CardCodeProblem.WrongCharacter)]
    [InlineData("1T42-MVCD-4YAC-KW09-QM09-7W8\u00df", CardCodeProblem.WrongCharacter)]
    [InlineData("1T42-MVCD-4YAC-KW09-QM09-7W8\u0131", CardCodeProblem.WrongCharacter)] // upper case is I
    [InlineData("1T42-MVCD-4YAC-KW09-QM09-7W8\u017f", CardCodeProblem.WrongCharacter)] // upper case is S
    [InlineData("1T42-MVCD-4YAC-KW09-QM09-7W8T", CardCodeProblem.WrongCheckSymbol)]
    public void Anything_else_is_refused_by_name(string? text, CardCodeProblem expected)
    {
        Assert.False(CardSecret.TryRead(text, out var secret, out var problem));
        Assert.Equal((null, expected), (secret, problem));
    }

    [Fact]
    public void Every_single_wrong_symbol_is_caught() => Prop.ForAll(Samples.Secrets.ToArbitrary(), secret =>
    {
        for (var place = 0; place < CardSecret.SymbolCount; place++)
            foreach (var other in Alphabet.Where(symbol => symbol != secret.Symbols[place]))
                AssertWrong(secret.Symbols[..place] + other + secret.Symbols[(place + 1)..]);
    }).QuickCheckThrowOnFailure();

    // Luhn's algorithm in an even base cannot tell the first symbol of the alphabet next to the last from the last next
    // to the first: doubled, both weigh what they weigh plain. In base ten that is the well-known 09 and 90.
    [Fact]
    public void Every_swap_of_two_neighbours_is_caught_except_of_0_and_Z() => Prop.ForAll(Samples.Secrets.ToArbitrary(), secret =>
    {
        for (var place = 1; place < CardSecret.SymbolCount; place++)
        {
            var (left, right) = (secret.Symbols[place - 1], secret.Symbols[place]);
            var swapped = secret.Symbols[..(place - 1)] + right + left + secret.Symbols[(place + 1)..];
            if ((left, right) is ('0', 'Z') or ('Z', '0'))
                Assert.True(CardSecret.TryRead(swapped, out _, out _));
            else if (left != right)
                AssertWrong(swapped);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_all_pairs_of_neighbours_only_0_and_Z_swap_unseen()
    {
        var unseen = from left in Alphabet
                     from right in Alphabet
                     where left < right && Crockford.CheckSymbol($"{left}{right}") == Crockford.CheckSymbol($"{right}{left}")
                     select $"{left}{right}";
        Assert.Equal(["0Z"], unseen);
    }

    private static void AssertWrong(string symbols)
    {
        Assert.False(CardSecret.TryRead(symbols, out _, out var problem));
        Assert.Equal(CardCodeProblem.WrongCheckSymbol, problem);
    }

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
