using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Web.Resources;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Voting;

/// <summary>What a refused cast is called, its status, and its sentence.</summary>
internal static class CastRefusal
{
    public static ProblemHttpResult Of(CastResult result, IStringLocalizer<Resident> words) => result.Status switch
    {
        CastStatus.AnotherAttempt => words.Refuse("version-used", StatusCodes.Status409Conflict, new Dictionary<string, object?> { ["index"] = result.Index }),
        CastStatus.InvalidBallot => Invalid(result.Problem, words),
        CastStatus.CardRefused => words.Refuse("card-refused", StatusCodes.Status403Forbidden),
        CastStatus.NotOpen => words.Refuse("not-open", StatusCodes.Status423Locked),
        CastStatus.Malformed => words.Refuse("malformed", StatusCodes.Status400BadRequest),
        CastStatus.Unavailable => words.Refuse("try-again", StatusCodes.Status503ServiceUnavailable),
        CastStatus.Accepted or CastStatus.AcceptedBefore => throw new ArgumentException("It was not refused.", nameof(result)),
    };

    /// <summary>The sentence for a broken rule, from <c>kind given allowed project</c> as the box says it.</summary>
    public static string Sentence(string problem, IStringLocalizer<Resident> words)
    {
        var (rule, numbers) = Parts(problem);
        return words[$"Rule.{rule}", [.. numbers]];
    }

    /// <summary>The same for a rule that the page's own check found broken.</summary>
    public static string Sentence(BallotProblem problem, IStringLocalizer<Resident> words) =>
        words[$"Rule.{Rules.Text.Words.Of(problem.Kind)}", problem.Given, problem.Allowed, problem.Project ?? ""];

    private static ProblemHttpResult Invalid(string problem, IStringLocalizer<Resident> words)
    {
        var (rule, _) = Parts(problem);
        var more = new Dictionary<string, object?> { ["rule"] = rule };
        return TypedResults.Problem(
            type: "/problems/invalid-ballot",
            title: words["Problem.invalid-ballot.Title"],
            detail: Sentence(problem, words),
            statusCode: StatusCodes.Status422UnprocessableEntity,
            extensions: more);
    }

    private static (string Rule, object[] Numbers) Parts(string problem)
    {
        var parts = problem.Split(' ', 4);
        var rule = Enum.TryParse<BallotProblemKind>(parts[0], out var kind) ? Rules.Text.Words.Of(kind) : "malformed";
        return (rule, [.. parts.Skip(1).Select(Number)]);
    }

    private static object Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text;
}
