using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Site;
using Messages = PbDecisionDay.Web.Organisers.OrganiserJson;

namespace PbDecisionDay.Web.Organisers;

/// <summary>The other logs of a day, for programs: announced, joined, left out. A second organiser agrees each time.</summary>
internal static class LogEndpoints
{
    public static void MapLogs(this RouteGroupBuilder day)
    {
        day.MapPost("/logs", AnnounceAsync).For(TokenStep.Logs).WithName("AnnounceLog").Accepts<LogRequest>("application/json").WithSummary("Announce another log of the day, with a box and a key of its own");
        day.MapPost("/logs/{log:day}/join", JoinAsync).For(TokenStep.Logs).WithName("JoinLog").Accepts<JoinRequest>("application/json").WithSummary("Join another log of a closed day, so that its ballots are counted");
        day.MapPost("/logs/{log:day}/missing", LeaveOutAsync).For(TokenStep.Logs).WithName("LeaveOutLog").Accepts<MissingLogRequest>("application/json").WithSummary("Leave another log of a closed day out, for good");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AnnounceAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await OrganiserEndpoints.ReadAsync(context, Messages.Default.LogRequest, words);
        if (request is null) return refusal!;
        return await OrganiserEndpoints.AnswerAsync(two.CarryOutAsync(
            context, day, StepToApprove.Of(ApprovedStep.AnnounceLog, request.Log), request.SecondToken,
            second => Day(grains, day).AnnounceLogAsync(request.Log, user.OrganiserId(), second, cancellationToken), words), words);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> JoinAsync(
        string day, string log, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await OrganiserEndpoints.ReadAsync(context, Messages.Default.JoinRequest, words);
        if (request is null) return refusal!;
        return await OrganiserEndpoints.AnswerAsync(two.CarryOutAsync(
            context, day, StepToApprove.Of(ApprovedStep.JoinLog, log), request.SecondToken,
            second => Day(grains, day).JoinLogAsync(log, user.OrganiserId(), second, cancellationToken), words), words);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> LeaveOutAsync(
        string day, string log, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await OrganiserEndpoints.ReadAsync(context, Messages.Default.MissingLogRequest, words);
        if (request is null) return refusal!;
        if (!Words.TryRead<MissingReason>(request.Reason, out var reason) || request.Surrendered is < 0 or > 9_999_999) return words.Refuse(ProblemTypes.MissingLogInvalid);
        var command = new LeaveOutLog(log, reason, request.Surrendered ?? 0);
        var step = StepToApprove.Of(ApprovedStep.LeaveOutLog, log, Words.Of(reason), command.Surrendered.ToString(CultureInfo.InvariantCulture));
        return await OrganiserEndpoints.AnswerAsync(two.CarryOutAsync(
            context, day, step, request.SecondToken, second => Day(grains, day).LeaveOutLogAsync(command, user.OrganiserId(), second, cancellationToken), words), words);
    }

    private static IDecisionDayGrain Day(IGrainFactory grains, string day) => grains.GetGrain<IDecisionDayGrain>(day);
}
