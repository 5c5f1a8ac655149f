using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests;

/// <summary>An invented paper: two pots, two themes, five projects.</summary>
internal static class SmallPaper
{
    public static Paper Paper { get; } = Paper.Create(
        "pb.south.example/troon-2026", "Troon decides", "en", "GBP", 2,
        [new("small", "Small grants", 10_000_00), new("large", "Large grants", 50_000_00)],
        [new("young", GroupKind.Theme, "Young people"), new("north", GroupKind.Area, "North", MostMoney: 30_000_00, MostProjects: 2)],
        [
            Of("1", "Walking football", "small", 4_000_00),
            Of("2", "Community garden", "small", 5_000_00) with { Minimum = 2_500_00 },
            Of("3", "Youth café \"Den\"", "small", 6_000_00) with
            {
                Theme = "young",
                Titles = Proposal.NoTitles.Add("gd", "Cafaidh òigridh").Add("ar", "مقهى الشباب"),
            },
            Of("4", "Sea swimming hut", "large", 30_000_00) with { Area = "north", Conflicts = ["5"] },
            Of("5", "Pier café", "large", 40_000_00) with { Conflicts = ["4"] },
        ]);

    public static Proposal Of(string id, string title, string pot, long ask) =>
        new() { Id = id, Title = title, Pot = pot, Ask = ask, Minimum = ask };
}
