using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Web.Days;

/// <summary>A keyed paper ballot in plain words.</summary>
internal static class KeyedBallot
{
    /// <summary>
    /// Each choice by its project's title, a line each, with its mark or points, or on a ranking its place before it; no lines for a blank one.
    /// </summary>
    /// <param name="ballot">The ballot in canonical form.</param>
    /// <param name="title">A project's title by its id.</param>
    public static ImmutableArray<string> Lines(string ballot, Func<string, string> title) =>
        !Ballot.TryParse(ballot, out var read, out _) ? [ballot]
        : [.. read!.Choices.Select((choice, at) => read.Kind switch
        {
            BallotKind.Score or BallotKind.Points => string.Create(CultureInfo.InvariantCulture, $"{title(choice.Project)}: {choice.Value}"),
            BallotKind.Rank => string.Create(CultureInfo.InvariantCulture, $"{at + 1}. {title(choice.Project)}"),
            BallotKind.Approve or BallotKind.Blank => title(choice.Project),
        })];
}
