using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Papers;

/// <summary>
/// A line that the count team typed: a ballot by the paper's numbers, <c>-</c> for a blank slip, <c>x1</c> to <c>x4</c> for a spoilt one, or
/// <c>#12</c> to go to another slip; in the digits of any script.
/// </summary>
/// <param name="Reading">What stands on the slip; <c>null</c> where the line says something else, or cannot be read.</param>
/// <param name="GoTo">The slip to go to; 0 for none.</param>
/// <param name="Problem">What is wrong with the line; <c>null</c> if nothing.</param>
/// <param name="Word">The part of the line that is wrong, as it was typed.</param>
/// <param name="Broken">The day's rule that the slip breaks, which makes it a spoilt one; <c>null</c> if none.</param>
public sealed record TypedSlip(SlipReading? Reading, int GoTo, TypedBallotProblem? Problem, string Word, BallotProblem? Broken)
{
    /// <summary>The reasons that can be typed, in the order of their numbers: what the rules say needs no number.</summary>
    public static SpoiltReason[] Reasons { get; } = [SpoiltReason.TooMany, SpoiltReason.Unreadable, SpoiltReason.Unofficial, SpoiltReason.Late];

    private const int MostDigits = 7;

    /// <summary>Reads a line.</summary>
    public static TypedSlip Read(string? typed, BallotForm form, Paper paper, PrintedNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(numbers);
        var line = Digits.Western(typed ?? "").Trim();
        // On a large paper b is read as 8, half of a number.
        if (line is "-" || (line is "b" or "B" && numbers.AreDigits)) return Of(SlipReading.Of(Ballot.Blank.Canonical));
        if (line.Length == 2 && line[0] is 'x' or 'X' or '*' && line[1] - '1' is >= 0 and var at && at < Reasons.Length) return Of(SlipReading.Of(Reasons[at]));
        if (line.StartsWith('#') && line.Length is > 1 and <= MostDigits + 1 && line.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
            return new(null, int.Parse(line.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture), null, "", null);
        var read = TypedBallot.Read(line, form, numbers);
        if (read.Ballot is not { } ballot) return new(null, 0, read.Problem, read.Word, null);
        return form.Check(ballot, paper) is { } broken
            ? new(SlipReading.Of(Reason(broken)), 0, null, "", broken)
            : Of(SlipReading.Of(ballot.Canonical));
    }

    private static TypedSlip Of(SlipReading reading) => new(reading, 0, null, "", null);

    private static SpoiltReason Reason(BallotProblem broken) => broken.Kind switch
    {
        BallotProblemKind.TooMany or BallotProblemKind.OverThePot => SpoiltReason.TooMany,
        BallotProblemKind.WrongTotal when broken.Given > broken.Allowed => SpoiltReason.TooMany,
        BallotProblemKind.WrongTotal or BallotProblemKind.WrongForm or BallotProblemKind.UnknownProject or BallotProblemKind.TooFew
            or BallotProblemKind.MarkTooHigh or BallotProblemKind.TooLittleSpread => SpoiltReason.AgainstRules,
    };
}
