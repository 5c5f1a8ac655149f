using System.Collections.Concurrent;

namespace PbDecisionDay.Rules.Patterns;

/// <summary>
/// A permutation test of two shares, such as the blank ballots of this day and of another: in how many of the random ways to deal all ballots out to
/// the two days the shares differ at least as much. From a fixed seed, in whole numbers.
/// </summary>
/// <param name="Deals">The random ways that were tried.</param>
/// <param name="AsFar">How many of them differ at least as much.</param>
public sealed record ShareTest(int Deals, int AsFar)
{
    /// <summary>The random ways of a test.</summary>
    public const int MostDeals = 999;

    private const int Unlikely = 100;
    private const int MostKept = 256;

    // The same numbers are asked for by everybody who reads one day's page, and of large elections a test deals a hundred million ballots.
    private static readonly ConcurrentDictionary<(int Some, int All, int OtherSome, int OtherAll), ShareTest> Kept = [];

    /// <summary>Whether fewer than one in a hundred differ so much.</summary>
    public bool IsUnlikely => Deals > 0 && (AsFar + 1) * Unlikely <= Deals + 1;

    /// <summary>Tests <paramref name="some"/> of <paramref name="all"/> against <paramref name="otherSome"/> of <paramref name="otherAll"/>.</summary>
    public static ShareTest Of(int some, int all, int otherSome, int otherAll)
    {
        if (all == 0 || otherAll == 0)
            return new(0, 0);
        if (Kept.Count >= MostKept)
            Kept.Clear();
        return Kept.GetOrAdd((some, all, otherSome, otherAll), static numbers => Deal(numbers.Some, numbers.All, numbers.OtherSome, numbers.OtherAll));
    }

    private static ShareTest Deal(int some, int all, int otherSome, int otherAll)
    {
        var (marks, dealt) = (new int[all + otherAll], Math.Min(all, otherAll));
        Array.Fill(marks, 1, 0, some + otherSome);
        var random = new SeededNumbers();
        long own = Difference(some, all, otherSome, otherAll);
        int asFar = 0;
        for (int deal = 0; deal < MostDeals; deal++)
        {
            random.Shuffle(marks, dealt);
            int here = marks.AsSpan(0, dealt).Count(1);
            asFar += Difference(here, dealt, some + otherSome - here, marks.Length - dealt) >= own ? 1 : 0;
        }
        return new(MostDeals, asFar);
    }

    private static long Difference(long some, long all, long otherSome, long otherAll) => Math.Abs(checked(some * otherAll - otherSome * all));
}
