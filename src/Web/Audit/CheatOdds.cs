using System.Numerics;

namespace PbDecisionDay.Web.Audit;

/// <summary>
/// How likely it is that checks of votes find a service that sealed some of them wrongly, where the checks fall on votes as by chance and none is checked
/// twice: of N votes with k wrong, c checks find none with probability C(N - k, c) / C(N, c), the hypergeometric distribution at 0. Source: Aslam, Popa,
/// Rivest, "On Estimating the Size and Confidence of a Statistical Audit", EVT 2007 (there, precincts are drawn; the formula is that of any draw without
/// replacement). Worked out exactly, in whole numbers.
/// </summary>
public static class CheatOdds
{
    /// <summary>In how many of a hundred cases the checks find at least one wrong vote, rounded down: 100 only where they cannot miss.</summary>
    /// <param name="votes">N: votes cast, 0 or more.</param>
    /// <param name="wrong">k: how many of them were sealed wrongly, 0 to N.</param>
    /// <param name="checks">c: how many of them were checked, 0 to N.</param>
    public static int FoundOfHundred(long votes, long wrong, long checks)
    {
        var (missed, all) = Missed(votes, wrong, checks);
        return (int)((all - missed) * 100 / all);
    }

    /// <summary>The fewest checks that find at least one wrong vote in so many of a hundred cases.</summary>
    /// <param name="votes">N: votes cast, 1 or more.</param>
    /// <param name="wrong">k: how many of them were sealed wrongly, 1 to N.</param>
    /// <param name="ofHundred">In how many of a hundred cases, 1 to 100.</param>
    public static long ChecksFor(long votes, long wrong, int ofHundred)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wrong, 1);
        // More checks never find less, and checking all finds all.
        long tooFew = -1, enough = votes;
        while (enough - tooFew > 1)
        {
            var checks = (tooFew + enough) / 2;
            var (missed, all) = Missed(votes, wrong, checks);
            if ((all - missed) * 100 >= all * ofHundred) enough = checks;
            else tooFew = checks;
        }
        return enough;
    }

    // C(N - k, c) / C(N, c) as a fraction: k and c can change places, so that the smaller one counts the factors.
    private static (BigInteger Missed, BigInteger All) Missed(long votes, long wrong, long checks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wrong);
        ArgumentOutOfRangeException.ThrowIfNegative(checks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wrong, votes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(checks, votes);
        var (fewer, more) = wrong < checks ? (wrong, checks) : (checks, wrong);
        if (fewer + more > votes) return (0, 1);
        BigInteger missed = 1, all = 1;
        for (long drawn = 0; drawn < fewer; drawn++)
        {
            missed *= votes - more - drawn;
            all *= votes - drawn;
        }
        return (missed, all);
    }
}
