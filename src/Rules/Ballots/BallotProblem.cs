using System.Globalization;

namespace PbDecisionDay.Rules.Ballots;

/// <summary>Which rule a ballot breaks, with its numbers, so that a page can say it in the reader's language.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Given">What the ballot has: projects, points, a mark, or money in minor units.</param>
/// <param name="Allowed">What the form allows or asks for, in the same unit.</param>
/// <param name="Project">The project concerned, where one is.</param>
/// <param name="Pot">The pot concerned, where one is.</param>
public sealed record BallotProblem(BallotProblemKind Kind, long Given = 0, long Allowed = 0, string? Project = null, string? Pot = null)
{
    /// <summary>Whether the form asks for exactly <see cref="Allowed"/> projects, no fewer and no more.</summary>
    public bool Exactly { get; init; }

    /// <summary>The rule broken, as a plain English sentence; money is in minor units.</summary>
    public string English
    {
        get
        {
            string given = Given.ToString(CultureInfo.InvariantCulture);
            string allowed = Allowed.ToString(CultureInfo.InvariantCulture);
            string where = Pot is null ? "" : $" in pot {Pot}";
            return Kind switch
            {
                BallotProblemKind.WrongForm => "This day uses another kind of ballot.",
                BallotProblemKind.UnknownProject => $"Project {Project} is not on the ballot paper.",
                BallotProblemKind.TooMany or BallotProblemKind.TooFew when Exactly =>
                    $"Projects on the ballot: {given}. Choose exactly {allowed}.",
                BallotProblemKind.TooMany => $"Projects on the ballot{where}: {given}. Choose {allowed} at most.",
                BallotProblemKind.TooFew => $"Projects on the ballot{where}: {given}. Choose at least {allowed}.",
                BallotProblemKind.MarkTooHigh => $"Project {Project} has the mark {given}; the highest mark is {allowed}.",
                BallotProblemKind.WrongTotal => $"Points on the ballot{where}: {given}. Points to give: {allowed}.",
                BallotProblemKind.TooLittleSpread => $"Projects with points{where}: {given}. Spread the points over at least {allowed}.",
                BallotProblemKind.OverThePot => $"The chosen projects ask for {given}{where}, which holds {allowed}.",
            };
        }
    }
}
