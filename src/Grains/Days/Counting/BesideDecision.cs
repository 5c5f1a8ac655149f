using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>What other elections stand beside a day's votes, from the close until it is ratified. They decide nothing. Pure.</summary>
internal static class BesideDecision
{
    private const int LongestName = 60;
    private const int LongestFrom = 80;
    private const int HashBytes = 32;

    /// <summary>Keeps an election's totals, in place of those of its kind that were kept before.</summary>
    public static Decision Keep(DayState day, BesideElection election, string by, DateTimeOffset at)
    {
        if (MayChange(day, by) is { } refusal) return refusal;
        election = election with { Name = Text(election.Name), From = Text(election.From) };
        return Wrong(day, election) is { } wrong ? Decision.Refuse(wrong) : Decision.Write(new BesideKept(election, by, at));
    }

    /// <summary>Takes away what was kept of a kind.</summary>
    public static Decision Drop(DayState day, BesideKind kind, string by, DateTimeOffset at) =>
        MayChange(day, by) ?? (day.Beside.ContainsKey(kind) ? Decision.Write(new BesideDropped(kind, by, at)) : Decision.DoneBefore);

    private static Decision? MayChange(DayState day, string by) => DayDecision.Within(day, by, DayPhase.Closed, DayPhase.Counted, DayPhase.Declared);

    private static WrongMember? Wrong(DayState day, BesideElection election)
    {
        Span<byte> hash = stackalloc byte[HashBytes];
        return !Enum.IsDefined(election.Kind) ? new WrongMember("That is no kind of election.", nameof(election.Kind))
            : WrongMember.Of(NameProblem(election), nameof(election.Name))
            ?? WrongMember.Of(Line(election.From, LongestFrom, "Where the file comes from"), nameof(election.From))
            ?? (Convert.TryFromBase64String(election.File, hash, out var bytes) && bytes == HashBytes ? null : new WrongMember("The hash of the file is SHA-256 in base64.", nameof(election.File)))
            ?? (IsWhole(election) && Paper.TryParse(day.Paper, out var paper, out _) && FrozenRules.TryParse(day.Rules, out var rules, out _) && election.Totals.Fit(paper!, rules!.Form)
                ? null : new WrongMember("Those are no totals of 30 ballots or more that can stand beside this day.", nameof(election.BySize)));
    }

    private static bool IsWhole(BesideElection election) =>
        !election.BySize.IsDefault && !election.Pots.IsDefault && election.Pots.All(pot => !pot.BySize.IsDefault && !pot.Places.IsDefault);

    private static string? NameProblem(BesideElection election) =>
        election.Kind == BesideKind.Other ? Line(election.Name, LongestName, "The name of the election")
        : election.Name.Length > 0 ? "A rehearsal has no name of its own."
        : null;

    private static string Text(string text) => PlainText.Composed(text.Trim());

    private static string? Line(string text, int longest, string what) =>
        text.Length == 0 ? $"{what} is missing." : PlainText.LineProblem(text, longest, what);
}
