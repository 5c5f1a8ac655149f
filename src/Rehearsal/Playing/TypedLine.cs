using System.Globalization;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>What a count team types of a slip, by the numbers that its paper is printed with.</summary>
internal static class TypedLine
{
    /// <summary>The line of a blank slip.</summary>
    public const string Blank = "-";

    /// <summary>The line of a slip that nobody can read.</summary>
    public const string Unreadable = "x2";

    /// <summary>The line of a ballot: numbers one after the other, or each with its mark.</summary>
    public static string Of(Ballot ballot, PrintedNumbers numbers) => ballot.Kind switch
    {
        BallotKind.Blank => Blank,
        BallotKind.Approve or BallotKind.Rank => string.Concat(ballot.Choices.Select(choice => numbers.Of(choice.Project))),
        BallotKind.Score or BallotKind.Points => string.Join(
            ' ', ballot.Choices.Select(choice => string.Create(CultureInfo.InvariantCulture, $"{numbers.Of(choice.Project)}={choice.Value}"))),
    };

    /// <summary>A line of somebody who was tired: it says something else.</summary>
    public static string Misread(string line) => line == Blank ? Unreadable : Blank;
}
