using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Organisers;

/// <summary>Lets everybody vote on a day that waited for its last group.</summary>
internal static class BeginningEndpoint
{
    public static void MapBeginning(this RouteGroupBuilder day) =>
        day.MapPost("/voting", BeginVotingAsync).For(TokenStep.Steps).WithName("BeginVoting").WithSummary("Let everybody vote: the last group has spoken")
            .WithDescription("On an open day whose `votesFrom` waits for the groups. Once, for good; again it changes nothing. It takes no body.");

    private static async Task<Results<NoContent, ProblemHttpResult>> BeginVotingAsync(
        string day, ClaimsPrincipal user, IGrainFactory grains, DayReader days, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var outcome = await grains.GetGrain<IDecisionDayGrain>(day).BeginVotingAsync(user.OrganiserId(), cancellationToken);
        days.Forget(day);
        return OrganiserEndpoints.Answer(outcome, words);
    }
}
