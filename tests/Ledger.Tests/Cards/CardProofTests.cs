using FsCheck;
using FsCheck.Fluent;
using PbDecisionDay.Ledger.Cards;

namespace PbDecisionDay.Ledger.Tests;

public class CardProofTests
{
    private static readonly DerivedCard Card = CardSecret.Draw().Derive(Samples.Origin);

    [Fact]
    public void Each_proof_holds_for_its_own_version_and_no_other()
    {
        for (var version = 1; version <= 7; version++)
            for (var claimed = 1; claimed <= 7; claimed++)
                Assert.Equal(version == claimed, CardProof.Holds(Card.Number, claimed, Card.Proof(version)));
    }

    [Fact]
    public void No_proof_is_reached_from_those_before_it()
    {
        // Whatever is shown can be chained on for ever: it leads to earlier proofs and the number, never to a later proof.
        for (var shown = 1; shown < 7; shown++)
        {
            var reached = new HashSet<Digest>();
            var at = Card.Proof(shown);
            for (var step = 0; step < 100; step++, at = CardProof.Chain(at))
                reached.Add(at);
            Assert.Contains(Card.Number, reached);
            for (var later = shown + 1; later <= 7; later++)
                Assert.DoesNotContain(Card.Proof(later), reached);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Versions_outside_one_to_seven_do_not_hold_and_are_not_made(int version)
    {
        Assert.False(CardProof.Holds(Card.Number, version, Card.Number));
        Assert.Throws<ArgumentOutOfRangeException>(() => Card.Proof(version));
    }

    [Fact]
    public void A_proof_of_another_card_does_not_hold() => Prop.ForAll(Samples.Secrets.ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (other, version) =>
        !CardProof.Holds(Card.Number, version, other.Derive(Samples.Origin).Proof(version))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_secret_gives_another_card_in_another_log()
    {
        var secret = CardSecret.Draw();
        Assert.NotEqual(secret.Derive(Samples.Origin).Number, secret.Derive(Samples.Origin + "/care-home").Number);
        Assert.Equal(secret.Derive(Samples.Origin).Number, secret.Derive(Samples.Origin).Number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("has space")]
    [InlineData("a+b")]
    [InlineData("Upper.example/day")]
    [InlineData("trailing/")]
    [InlineData("two//slashes")]
    [InlineData("/leading")]
    [InlineData("d\u00e4y")]
    public void A_name_that_no_log_can_have_is_refused(string origin) =>
        Assert.Throws<ArgumentException>(() => CardSecret.Draw().Derive(origin));
}
