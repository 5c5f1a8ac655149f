using FsCheck;
using FsCheck.Fluent;
using PbDecisionDay.Ledger.Cards;

namespace PbDecisionDay.Ledger.Tests;

public class ShortNumberTests
{
    [Fact]
    public void It_is_the_first_sixty_bits_and_a_check_symbol() => Prop.ForAll(Samples.Digests.ToArbitrary(), number =>
    {
        var bits = string.Concat(number.ToBytes().Select(value => value.ToString("b8", null)));
        var expected = string.Concat(Enumerable.Range(0, 12).Select(i => Crockford.Symbol(Convert.ToInt32(bits.Substring(5 * i, 5), 2))));
        Assert.Equal(expected + Crockford.CheckSymbol(expected), ShortNumber.Of(number).Symbols);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_reads_back_from_its_symbols_and_from_its_groups() => Prop.ForAll(Samples.Digests.ToArbitrary(), number =>
    {
        var shortNumber = ShortNumber.Of(number);
        foreach (var text in new[] { shortNumber.Symbols, shortNumber.ToString(), shortNumber.ToString().ToLowerInvariant() })
        {
            Assert.True(ShortNumber.TryRead(text, out var read, out var problem));
            Assert.Equal((shortNumber, CardCodeProblem.None), (read, problem));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Groups_are_four_four_and_five() =>
        Assert.Matches("^.{4}-.{4}-.{5}$", ShortNumber.Of(Digest.Sha256("x"u8)).ToString());

    [Fact]
    public void A_cards_code_is_not_taken_for_a_short_number_nor_the_other_way_round()
    {
        var secret = CardSecret.Draw();
        Assert.False(ShortNumber.TryRead(secret.Code, out _, out var problem));
        Assert.Equal(CardCodeProblem.WrongLength, problem);
        Assert.False(CardSecret.TryRead(ShortNumber.Of(secret.Derive(Samples.Origin).Number).ToString(), out _, out problem));
        Assert.Equal(CardCodeProblem.WrongLength, problem);
    }
}
