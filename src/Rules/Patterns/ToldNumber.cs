using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Patterns;

/// <summary>A number of ballots as it is told: where it, or what is left of all, is small, only that it is. Nobody's ballot shows in it.</summary>
/// <param name="Number">The number; where it is not exact, the bound.</param>
/// <param name="Kind">Whether it is exact, or what bound.</param>
public readonly record struct ToldNumber(int Number, ToldKind Kind)
{
    /// <summary>The smallest number that is told exactly.</summary>
    public const int Smallest = 10;

    // Of what is left out of a large table the hundred is told, which is wide enough to hide a small number.
    private const int Hundred = 100;

    /// <summary>Nothing.</summary>
    public static ToldNumber Nothing => new(0, ToldKind.Untold);

    /// <summary>Of <see cref="ToldKind.Between"/>, the largest number that it may be.</summary>
    public int Last => Number < Hundred ? Hundred - 1 : Number + Hundred - 1;

    /// <summary>Some of all.</summary>
    public static ToldNumber Of(int some, int all) =>
        all < BallotPattern.FewestBallots ? Nothing
        : some < Smallest ? new(Smallest, ToldKind.Fewer)
        : all - some < Smallest ? new(all - Smallest, ToldKind.More)
        : new(some, ToldKind.Exact);

    /// <summary>
    /// Numbers that add up to all. What is small among them must not come out by taking the others from the sum, so some of the others are not told exactly.
    /// </summary>
    public static ImmutableArray<ToldNumber> Parts(IReadOnlyCollection<int> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        LeftOut table = new([.. parts], parts.Sum());
        return table.Until(LeftOut.OfSum) || parts.Count == 1 ? table.Told : [.. parts.Select(_ => Nothing)];
    }

    /// <summary>Numbers of some batches, each out of another number, whose sum stands elsewhere.</summary>
    public static ImmutableArray<ToldNumber> Batches(IReadOnlyCollection<(int Some, int All)> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        LeftOut table = new([.. batches.Select(batch => batch.Some)], [.. batches.Select(batch => batch.All)]);
        // One batch alone is the sum.
        return table.Until(LeftOut.OfSum) || batches.Count == 1 ? table.Told : [.. batches.Select(_ => Nothing)];
    }

    /// <summary>What is left of all, told no more exactly than this.</summary>
    public ToldNumber Rest(int all) => Kind switch
    {
        ToldKind.Exact => new(all - Number, ToldKind.Exact),
        ToldKind.Fewer => new(all - Number, ToldKind.More),
        ToldKind.More => new(all - Number, ToldKind.Fewer),
        ToldKind.Between or ToldKind.Untold => Nothing,
    };

    /// <summary>A number that is left out, though it is not small.</summary>
    internal static ToldNumber Roughly(int some, int all) =>
        all < 2 * Hundred ? Nothing : new(Math.Max(Smallest, some / Hundred * Hundred), ToldKind.Between);

    /// <summary>The numbers that look like this one among so many.</summary>
    internal (int First, int Last) Range(int all) => Kind switch
    {
        ToldKind.Exact => (Number, Number),
        ToldKind.Fewer => (0, Number - 1),
        ToldKind.More => (Number + 1, all),
        ToldKind.Between => (Number, Math.Min(Last, all - Smallest)),
        ToldKind.Untold => all < BallotPattern.FewestBallots ? (0, all) : (Smallest, all - Smallest),
    };
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

    /// <summary>It lies between this number and <see cref="ToldNumber.Last"/>.</summary>
    Between,

    /// <summary>Nothing: there are too few ballots, or a small number would come out.</summary>
    Untold,
}
