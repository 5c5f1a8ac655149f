using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Patterns;

/// <summary>
/// What is told of a pattern, with no small number in it, nor one that comes out of the others. The numbers hang together: those of a table add up to all
/// ballots, and the places of a pot to what its ballots name together. Source: docs/adr/0067.
/// </summary>
/// <param name="Ballots">All ballots.</param>
/// <param name="BySize">Ballots by how many projects they name; empty where there are too few ballots, as everything else.</param>
/// <param name="Pots">The pots, in the order of the paper.</param>
public sealed record ToldPattern(int Ballots, ImmutableArray<ToldSize> BySize, ImmutableArray<ToldPot> Pots)
{
    /// <summary>Whether a number is not told as it is.</summary>
    public bool LeavesOut => BySize.Any(size => size.Told.Kind != ToldKind.Exact)
        || Pots.Any(pot => pot.Choices is null || pot.BySize.Any(size => size.Told.Kind != ToldKind.Exact) || pot.Places.Any(place => place.Told.Kind != ToldKind.Exact));

    /// <summary>What is told of a pattern.</summary>
    public static ToldPattern Of(BallotPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Ballots < BallotPattern.FewestBallots)
            return new(pattern.Ballots, [], []);
        ImmutableArray<ToldPot> pots = [.. pattern.Pots.Select(pot => ToldPot.Of(pot, pattern.Ballots))];
        if (pots.Length == 1)
            return new(pattern.Ballots, pots[0].BySize, pots);
        // Ballots name in all pots together what they name: either all of it is told, or no pot's choices and nothing of whole ballots.
        if (pots.All(pot => pot.Choices is not null) && Spread(pattern.BySize, pattern.Ballots) is { } whole)
            return new(pattern.Ballots, Sizes(pattern.BySize, whole), pots);
        return new(pattern.Ballots, Sizes(pattern.BySize, null), [.. pattern.Pots.Select(pot => ToldPot.WithoutChoices(pot, pattern.Ballots))]);
    }

    /// <summary>Ballots of another election in the same way.</summary>
    internal static ImmutableArray<ToldNumber> Of(ImmutableArray<SizeCount> sizes, int all)
    {
        LeftOut table = new([.. sizes.Select(size => size.Ballots)], all);
        return table.Until(LeftOut.OfSum) ? table.Told : [.. sizes.Select(_ => ToldNumber.Nothing)];
    }

    /// <summary>How they are told; all are not where <paramref name="told"/> is <c>null</c>.</summary>
    internal static ImmutableArray<ToldSize> Sizes(ImmutableArray<SizeCount> sizes, ImmutableArray<ToldNumber>? told) =>
        [.. sizes.Select((size, at) => new ToldSize(size.Projects, size.OrMore, told?[at] ?? ToldNumber.Nothing))];

    private static ImmutableArray<ToldNumber>? Spread(ImmutableArray<SizeCount> sizes, int all)
    {
        LeftOut table = new([.. sizes.Select(size => size.Ballots)], all);
        return table.Until(LeftOut.OfSpread([.. sizes.Select(size => size.Projects)])) ? table.Told : null;
    }
}

/// <summary>A pot as it is told.</summary>
/// <param name="Pot">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Choices">How often its projects are named; <c>null</c> where that is not told.</param>
/// <param name="BySize">Ballots by how many of its projects they name.</param>
/// <param name="Places">Its projects, in the order of the paper.</param>
public sealed record ToldPot(string Pot, string Title, long? Choices, ImmutableArray<ToldSize> BySize, ImmutableArray<ToldPlace> Places)
{
    /// <summary>Ballots that name one of its projects.</summary>
    /// <param name="ballots">All ballots.</param>
    public ToldNumber Named(int ballots) => BySize[0].Told.Rest(ballots);

    internal static ToldPot Of(PotPattern pot, int all)
    {
        var (sizes, places) = Tables(pot, all);
        return pot.Choices >= ToldNumber.Smallest && sizes.Until(LeftOut.OfSpread(Projects(pot))) && places.Until(LeftOut.OfSum)
            ? Told(pot, pot.Choices, sizes.Told, places.Told)
            : WithoutChoices(pot, all);
    }

    /// <summary>Neither its choices are told nor all that they could be worked out from.</summary>
    internal static ToldPot WithoutChoices(PotPattern pot, int all)
    {
        var (projects, (sizes, places)) = (Projects(pot), Tables(pot, all));
        // Two lines that are not told, and one place, leave the choices open.
        while (sizes.Hidden.Count() < 2 && sizes.Next()) { }
        if (places.Small.Length == 0)
            places.Next();
        return LeftOut.Until(
            sizes, places,
            at => Math.Max(LeftOut.OfSpread(projects)(sizes, at), sizes.Others(at).SelectMany(other => places.Hidden.Select(place => Both(at, other, place))).DefaultIfEmpty().Max()),
            at => Math.Max(LeftOut.OfSum(places, at), sizes.Hidden.SelectMany(one => sizes.Others(one).Select(other => Both(one, other, at))).DefaultIfEmpty().Max()))
            ? Told(pot, null, sizes.Told, places.Told)
            : Told(pot, null, null, null);

        // A ballot goes from one line to another, and as many projects more or fewer are named.
        int Both(int one, int other, int place) => LeftOut.Ways((sizes, one, 1), (sizes, other, -1), (places, place, projects[one] - projects[other]));
    }

    private static ImmutableArray<int> Projects(PotPattern pot) => [.. pot.BySize.Select(size => size.Projects)];

    private static (LeftOut Sizes, LeftOut Places) Tables(PotPattern pot, int all) =>
        (new([.. pot.BySize.Select(size => size.Ballots)], all), new([.. pot.Places.Select(place => place.Ballots)], all));

    private static ToldPot Told(PotPattern pot, long? choices, ImmutableArray<ToldNumber>? sizes, ImmutableArray<ToldNumber>? places) => new(
        pot.Pot, pot.Title, choices, ToldPattern.Sizes(pot.BySize, sizes),
        [.. pot.Places.Select((place, at) => new ToldPlace(at + 1, place.Project, place.Title, places?[at] ?? ToldNumber.Nothing))]);
}

/// <summary>Ballots with so many projects, as they are told.</summary>
/// <param name="Projects">How many.</param>
/// <param name="OrMore">Whether those with more are among them.</param>
/// <param name="Told">How many ballots.</param>
public readonly record struct ToldSize(int Projects, bool OrMore, ToldNumber Told);

/// <summary>A place on the paper within a pot, as it is told.</summary>
/// <param name="Place">The place, from 1.</param>
/// <param name="Project">The id of the project that stands there.</param>
/// <param name="Title">Its title.</param>
/// <param name="Told">Ballots that name it.</param>
public readonly record struct ToldPlace(int Place, string Project, string Title, ToldNumber Told);
