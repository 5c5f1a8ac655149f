namespace PbDecisionDay.Rules.Patterns;

/// <summary>
/// A permutation test of the order of a paper: whether the projects at its top, or at its bottom, are named by more ballots than random orders of
/// the same numbers would give, within each pot. The orders come from a fixed seed, so that everyone gets the same; only whole numbers are compared.
/// Source: Good, Permutation, Parametric and Bootstrap Tests of Hypotheses, 2005, chapter 3.
/// </summary>
/// <param name="Orders">The random orders that were tried.</param>
/// <param name="TopHeavier">How many of them put at least as much at the top as the paper's own order.</param>
/// <param name="BottomHeavier">How many of them put at least as much at the bottom.</param>
public sealed record PlaceTest(int Orders, int TopHeavier, int BottomHeavier)
{
    /// <summary>The random orders of a test.</summary>
    public const int MostOrders = 9_999;

    // A side that fewer than one random order in two hundred reaches: both sides together are one in a hundred.
    private const int Unlikely = 200;

    /// <summary>Which end of the paper has more than chance would give; 1 the top, -1 the bottom, 0 neither.</summary>
    public int Side => Orders == 0 ? 0 : (TopHeavier + 1) * Unlikely <= Orders + 1 ? 1 : (BottomHeavier + 1) * Unlikely <= Orders + 1 ? -1 : 0;

    /// <summary>Tests the projects' numbers of ballots, pot by pot, each in the order of the paper.</summary>
    public static PlaceTest Of(int[][] pots)
    {
        ArgumentNullException.ThrowIfNull(pots);
        if (pots.All(pot => pot.Length < 2))
            return new(0, 0, 0);
        var (random, mixed) = (new SeededNumbers(), pots.Select(pot => pot.ToArray()).ToArray());
        long own = mixed.Sum(Weight);
        int top = 0, bottom = 0;
        for (int order = 0; order < MostOrders; order++)
        {
            foreach (int[] pot in mixed)
                random.Shuffle(pot, pot.Length);
            long weight = mixed.Sum(Weight);
            top += weight <= own ? 1 : 0;
            bottom += weight >= own ? 1 : 0;
        }
        return new(MostOrders, top, bottom);
    }

    // Small where much stands at the top.
    private static long Weight(int[] pot)
    {
        long sum = 0;
        for (int place = 0; place < pot.Length; place++)
            sum = checked(sum + (long)place * pot[place]);
        return sum;
    }
}
