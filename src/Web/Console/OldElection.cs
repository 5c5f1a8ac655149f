using System.Collections.Immutable;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// What two rules make of one real election, for the page where a rule is chosen: Toulouse 2024, in which 7,260 people chose among 183 projects of 20 parts
/// of the city. Only these figures are kept here; a test counts them again from the file. Source: Pabulib, <c>France_Toulouse_2024.pb</c>
/// (Stolicki, Szufa, Talmon, "Pabulib: A Participatory Budgeting Library", arXiv:2012.06539).
/// </summary>
public static class OldElection
{
    /// <summary>The file's name in Pabulib.</summary>
    public const string File = "France_Toulouse_2024.pb";

    public const int Ballots = 7_260, Projects = 183;

    /// <summary>The money, in whole euros.</summary>
    public const long Budget = 8_000_000;

    /// <summary>What each rule awards altogether, in whole euros.</summary>
    public const long SpentByMostVotes = 8_000_000, SpentByEqualShares = 7_973_150;

    /// <summary>The parts of the city, each with what it offered and what is funded there by most votes and by Equal Shares (add1, then by votes).</summary>
    public static ImmutableArray<PartOfTown> Parts { get; } =
    [
        new(1, "Capitole", 10, 5, 9),
        new(2, "Amidonniers", 7, 1, 4),
        new(3, "Les Chalets", 10, 6, 9),
        new(4, "Lapujade", 6, 0, 3),
        new(5, "Saint-Michel", 9, 5, 5),
        new(6, "Saint-Cyprien", 9, 3, 7),
        new(7, "Sept Deniers", 10, 4, 9),
        new(8, "Minimes", 10, 7, 7),
        new(9, "Trois Cocus", 10, 5, 9),
        new(10, "Jolimont", 9, 4, 8),
        new(11, "Bonhoure", 10, 4, 7),
        new(12, "Pont des Demoiselles", 10, 5, 9),
        new(13, "Rangueil", 8, 5, 6),
        new(14, "Saint-Simon", 10, 4, 5),
        new(15, "Croix de Pierre", 10, 1, 4),
        new(16, "Fontaine-Lestang", 10, 3, 6),
        new(17, "Mirail-Université", 8, 0, 3),
        new(18, "Lardenne", 9, 1, 6),
        new(19, "Casselardit", 9, 6, 7),
        new(20, "Arènes Romaines", 9, 3, 7),
    ];

    /// <summary>How many projects are funded by most votes.</summary>
    public static int ByMostVotes => Parts.Sum(part => part.ByMostVotes);

    /// <summary>How many projects are funded by Equal Shares.</summary>
    public static int ByEqualShares => Parts.Sum(part => part.ByEqualShares);

    /// <summary>How many parts of the city get no project by most votes.</summary>
    public static int WithoutByMostVotes => Parts.Count(part => part.ByMostVotes == 0);

    /// <summary>How many parts of the city get at least one project by Equal Shares.</summary>
    public static int ReachedByEqualShares => Parts.Count(part => part.ByEqualShares > 0);
}

/// <summary>A part of a city.</summary>
/// <param name="Number">The city's number for it.</param>
/// <param name="Name">The first of the quarters in its name.</param>
/// <param name="Offered">How many projects were offered for it.</param>
/// <param name="ByMostVotes">How many are funded by most votes.</param>
/// <param name="ByEqualShares">How many are funded by Equal Shares.</param>
public sealed record PartOfTown(int Number, string Name, int Offered, int ByMostVotes, int ByEqualShares);
