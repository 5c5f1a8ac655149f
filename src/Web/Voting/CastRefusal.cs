using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Voting;

/// <summary>What a refused cast is called, its status, and its sentence.</summary>
internal static class CastRefusal
{
    public static ProblemHttpResult Of(CastResult result, IStringLocalizer<ResidentWords> words) => result.Status switch
    {
        CastStatus.AnotherAttempt => words.Refuse(ProblemTypes.VersionUsed, new Dictionary<string, object?> { ["index"] = result.Index }),
        CastStatus.InvalidBallot => Invalid(result.Broken!, words),
        CastStatus.CardRefused or CastStatus.AnotherLog => words.Refuse(ProblemTypes.CardRefused),
        CastStatus.NotOpen => words.Refuse(ProblemTypes.NotOpen),
        CastStatus.Malformed => words.Refuse(ProblemTypes.Malformed),
        CastStatus.Unavailable => words.Refuse(ProblemTypes.TryAgain),
        CastStatus.Accepted or CastStatus.AcceptedBefore or CastStatus.LosesVote => throw new ArgumentException("It was not refused.", nameof(result)),
    };

    /// <summary>The refusal where a day takes no votes now: it may go on, it is over, or there is none.</summary>
    public static ProblemHttpResult NotOpen(DayView? day, IStringLocalizer words) => day switch
    {
        null => words.Refuse(ProblemTypes.NoSuchDay),
        { Phase: var phase } when VoteModel.IsOverIn(phase) => Problems.Say(
            ProblemTypes.NotOpen, words[$"Phase.{phase}.Title"], words["Problem.not-open.Over"], new Dictionary<string, object?> { ["over"] = true }),
        _ => words.Refuse(ProblemTypes.NotOpen),
    };

    /// <summary>The refusal where nobody's vote is taken yet, or not this one's: the groups still speak, or the day is not open.</summary>
    public static ProblemHttpResult HeldBack(DayView day, IStringLocalizer words) =>
        day.IsSpeaking() ? words.Refuse(ProblemTypes.GroupsSpeaking) : NotOpen(day, words);

    private static string Sentence(BrokenRule broken, IStringLocalizer<ResidentWords> words) =>
        words[broken.Exactly ? "Rule.exactly" : $"Rule.{broken.Rule}", broken.Given, broken.Allowed, broken.Project];

    private static ProblemHttpResult Invalid(BrokenRule broken, IStringLocalizer<ResidentWords> words) => Problems.Say(
        ProblemTypes.InvalidBallot, words["Problem.invalid-ballot.Title"], Sentence(broken, words),
        new Dictionary<string, object?> { ["rule"] = broken.Rule });
}
