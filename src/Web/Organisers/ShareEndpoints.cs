using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Site;
using Messages = PbDecisionDay.Web.Organisers.OrganiserJson;

namespace PbDecisionDay.Web.Organisers;

/// <summary>
/// The shares of a day's openings key, for programs: made by two organisers, read back by each holder, and brought again to put a lost key back. Shares
/// and passphrases pass through and are neither kept nor logged.
/// </summary>
internal static class ShareEndpoints
{
    public static void MapShares(this RouteGroupBuilder day)
    {
        day.MapPost("/shares", MakeAsync).For(TokenStep.Keys).WithName("MakeShares").Accepts<SharesRequest>("application/json").WithSummary("Make the three shares of the openings key, of which any two give it");
        day.MapPost("/shares/read-back", ReadBackAsync).For(TokenStep.Keys).WithName("ReadShareBack").Accepts<ShareRequest>("application/json").WithSummary("Show that a holder's share is the one that was made and that its passphrase opens it");
        day.MapPost("/shares/restore", RestoreAsync).For(TokenStep.Keys).WithName("RestoreOpeningsKey").Accepts<RestoreRequest>("application/json").WithSummary("Put a lost openings key back into the running service, from two shares or three");
    }

    private static async Task<Results<Ok<SharesMade>, ProblemHttpResult>> MakeAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, TwoPeople two, DayReader days, IStringLocalizer<OrganiserWords> words,
        CancellationToken cancellationToken)
    {
        var (request, refusal) = await OrganiserEndpoints.ReadAsync(context, Messages.Default.SharesRequest, words);
        if (request is null) return refusal!;
        if (request.Holders.Any(holder => HolderOf(holder.Who, "", "") is null))
            return new DayOutcome(DayRefusal.Invalid, "who is one of me, second, outside.").Problem(words);
        // The three sit at one table and type what only they know; no program holds three sheets of a day that counts.
        if (await days.GetAsync(day, cancellationToken) is { Rehearsal: false })
            return new DayOutcome(DayRefusal.Invalid, "The shares of a day that counts are made on the console's page of keys, where each holder types a passphrase.").Problem(words);
        ImmutableArray<string> texts = [];
        var (outcome, needed) = await two.CarryOutAsync(context, day, StepToApprove.Of(ApprovedStep.MakeShares), request.SecondToken, async second =>
        {
            var holders = request.Holders.Select(holder => new NewHolder(HolderOf(holder.Who, user.OrganiserId(), second)!, holder.Passphrase));
            var made = await Day(grains, day).MakeSharesAsync(new MakeShares([.. holders], Brought(request.Brought ?? []), user.OrganiserId(), second), cancellationToken);
            texts = made.Texts;
            return made.Outcome;
        }, words);
        if (needed is not null) return needed;
        if (outcome.Refusal != DayRefusal.None) return outcome.Problem(words);
        days.Forget(day);
        var shares = (await days.GetAsync(day, cancellationToken))!.Shares!;
        return TypedResults.Ok(new SharesMade(shares.Set, shares.Fingerprint, texts));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ReadBackAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await OrganiserEndpoints.ReadAsync(context, Messages.Default.ShareRequest, words);
        if (request is null) return refusal!;
        return OrganiserEndpoints.Answer(
            await Day(grains, day).ReadShareBackAsync(new BroughtShare(request.Text, request.Passphrase), user.OrganiserId(), cancellationToken), words);
    }

    private static async Task<Results<Ok<KeyRestored>, ProblemHttpResult>> RestoreAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, IStringLocalizer<OrganiserWords> words, CancellationToken cancellationToken)
    {
        var (request, refusal) = await OrganiserEndpoints.ReadAsync(context, Messages.Default.RestoreRequest, words);
        if (request is null) return refusal!;
        var answer = await Day(grains, day).RestoreOpeningsKeyAsync(Brought(request.Shares), user.OrganiserId(), cancellationToken);
        return answer.Outcome.Refusal == DayRefusal.None ? TypedResults.Ok(new KeyRestored(answer.Bad)) : answer.Outcome.Problem(words);
    }

    // Empty for somebody who is not an organiser of the day; null for a word that names nobody.
    private static string? HolderOf(string who, string me, string second) => who switch
    {
        "me" => me,
        "second" => second,
        "outside" => "",
        _ => null,
    };

    private static ImmutableArray<BroughtShare> Brought(ImmutableArray<ShareRequest> shares) => [.. shares.Select(share => new BroughtShare(share.Text, share.Passphrase))];

    private static IDecisionDayGrain Day(IGrainFactory grains, string day) => grains.GetGrain<IDecisionDayGrain>(day);
}
