using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Voting;

/// <summary>What a refused cast is called, its status, and its sentence.</summary>
internal static class CastRefusal
{
    public static ProblemHttpResult Of(CastResult result, IStringLocalizer<ResidentWords> words) => result.Status switch
    {
        CastStatus.AnotherAttempt => words.Refuse("version-used", StatusCodes.Status409Conflict, new Dictionary<string, object?> { ["index"] = result.Index }),
        CastStatus.InvalidBallot => Invalid(result.Broken!, words),
        CastStatus.CardRefused => words.Refuse("card-refused", StatusCodes.Status403Forbidden),
        CastStatus.NotOpen => words.Refuse("not-open", StatusCodes.Status423Locked),
        CastStatus.Malformed => words.Refuse("malformed", StatusCodes.Status400BadRequest),
        CastStatus.Unavailable => words.Refuse("try-again", StatusCodes.Status503ServiceUnavailable),
        CastStatus.Accepted or CastStatus.AcceptedBefore => throw new ArgumentException("It was not refused.", nameof(result)),
    };

    /// <summary>The refusal where a day takes no votes now: it may go on, it is over, or there is none.</summary>
    public static ProblemHttpResult NotOpen(DayView? day, IStringLocalizer words) => day switch
    {
        null => words.Refuse("no-such-day", StatusCodes.Status404NotFound),
        { Phase: var phase } when VoteModel.IsOverIn(phase) => TypedResults.Problem(
            type: "/problems/not-open",
            title: words[$"Phase.{phase}.Title"],
            detail: words["Problem.not-open.Over"],
            statusCode: StatusCodes.Status423Locked),
        _ => words.Refuse("not-open", StatusCodes.Status423Locked),
    };

    /// <summary>The sentence for a rule that the page's own check found broken.</summary>
    public static string Sentence(BallotProblem problem, IStringLocalizer<ResidentWords> words) => Sentence(
        new BrokenRule(Rules.Text.Words.Of(problem.Kind), problem.Given, problem.Allowed, problem.Project ?? "") { Exactly = problem.Exactly }, words);

    private static string Sentence(BrokenRule broken, IStringLocalizer<ResidentWords> words) =>
        words[broken.Exactly ? "Rule.exactly" : $"Rule.{broken.Rule}", broken.Given, broken.Allowed, broken.Project];

    private static ProblemHttpResult Invalid(BrokenRule broken, IStringLocalizer<ResidentWords> words)
    {
        var more = new Dictionary<string, object?> { ["rule"] = broken.Rule };
        return TypedResults.Problem(
            type: "/problems/invalid-ballot",
            title: words["Problem.invalid-ballot.Title"],
            detail: Sentence(broken, words),
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: more);
    }
}
