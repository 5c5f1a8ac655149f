namespace PbDecisionDay.Ledger.Cards;

/// <summary>
/// A card's public number and its seven proofs. The proofs are the rungs of a hash chain that ends in the number:
/// version 1 stands one step below it and version 7 seven, so a shown proof yields those before it and none after it.
/// </summary>
public sealed class DerivedCard
{
    private readonly Digest[] rungs = new Digest[CardProof.Last + 2];

    /// <param name="root">The chain's start, from which everything else follows: as secret as the card.</param>
    internal DerivedCard(Digest root)
    {
        rungs[0] = root;
        for (var i = 1; i < rungs.Length; i++)
            rungs[i] = CardProof.Chain(rungs[i - 1]);
    }

    /// <summary>The card number, eight steps from the chain's start. Public.</summary>
    public Digest Number => rungs[^1];

    /// <summary>The chain's start a0, which only the card's inside gives: every proof follows from it. Shown once, at an exchange.</summary>
    public Digest Inside => rungs[0];

    /// <summary>The proof of <paramref name="version"/>, 1 to 7. Secret until it is used.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    public Digest Proof(int version) => rungs[^(CardProof.Checked(version) + 1)];

    /// <summary>Shows the number and no proof.</summary>
    public override string ToString() => $"card {Number}";
}
