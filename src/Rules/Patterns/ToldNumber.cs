using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Patterns;

/// <summary>A number of ballots as it is told: where it, or what is left of all, is small, only that it is. Nobody's ballot shows in it.</summary>
/// <param name="Number">The number; where it is not exact, the bound.</param>
/// <param name="Kind">Whether it is exact, or what bound.</param>
public readonly record struct ToldNumber(int Number, ToldKind Kind)
{
    /// <summary>The smallest number that is told exactly.</summary>
    public const int Smallest = 10;

    /// <summary>Some of all.</summary>
    public static ToldNumber Of(int some, int all) =>
        all < BallotPattern.FewestBallots ? new(0, ToldKind.Untold)
        : some < Smallest ? new(Smallest, ToldKind.Fewer)
        : all - some < Smallest ? new(all - Smallest, ToldKind.More)
        : new(some, ToldKind.Exact);

    /// <summary>
    /// Numbers that add up to all. What is small among them must not come out by taking the others from the sum, so the smallest of the others is not told
    /// either.
    /// </summary>
    public static ImmutableArray<ToldNumber> Parts(IReadOnlyCollection<int> parts)
    {
        int all = parts.Sum();
        ToldNumber[] told = [.. parts.Select(part => Of(part, all))];
        int[] exact = [.. parts.Index().Where(part => told[part.Index].Kind == ToldKind.Exact).OrderBy(part => part.Item).Select(part => part.Index)];
        if (exact.Length > 0 && exact.Length < told.Length)
            told[exact[0]] = new(0, ToldKind.Untold);
        return [.. told];
    }
}

/// <summary>How a number is told.</summary>
public enum ToldKind
{
    /// <summary>As it is.</summary>
    Exact,

    /// <summary>It is smaller.</summary>
    Fewer,

    /// <summary>It is larger.</summary>
    More,

    /// <summary>Nothing: there are too few ballots, or a small number would come out.</summary>
    Untold,
}
