using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Statements;
using Words = PbDecisionDay.Rules.Text.Words;

namespace PbDecisionDay.Web.Organisers;

/// <summary>Closes a ballot account for a program: what does not agree and is not explained comes back with both numbers and a sentence.</summary>
internal static class AccountEndpoint
{
    public static async Task<Results<NoContent, ProblemHttpResult>> CloseAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, IStringLocalizer<OrganiserWords> words,
        IStringLocalizer<StatementWords> statement, CancellationToken cancellationToken)
    {
        var (request, refusal) = await OrganiserEndpoints.ReadAsync(context, OrganiserJson.Default.AccountRequest, words);
        if (request is null) return refusal!;
        var explanations = new List<Explanation>();
        foreach (var one in request.Explanations ?? [])
        {
            if (!Words.TryRead<AccountCheck>(one.Check, out var check))
                return new DayOutcome(DayRefusal.Invalid, $"'{one.Check}' is no check of the account; it has {Words.All<AccountCheck>()}.").Problem(words);
            explanations.Add(new Explanation(check, one.Venue ?? "", one.Text));
        }
        var hand = new HandCount([.. request.Venues.Select(venue => new VenueCount(venue.Venue, venue.Received, venue.Unused, venue.Destroyed, venue.Slips))], request.KeptBack);
        var grain = grains.GetGrain<IDecisionDayGrain>(day);
        var result = await grain.CloseAccountAsync(new CloseAccount(hand, [.. explanations], user.OrganiserId()), cancellationToken);
        if (result.Outcome.Refusal == DayRefusal.None) return TypedResults.NoContent();
        if (result.Unexplained.IsEmpty) return result.Outcome.Problem(words);

        var venues = (await grain.GetAsync(cancellationToken))!.Settings.Venues;
        UnexplainedLine[] lines =
            [.. result.Unexplained.Select(line => new UnexplainedLine(Words.Of(line.Check), line.Venue, line.Log, line.Hand, statement.Line(line, venues)))];
        return words.Refuse(ProblemTypes.AccountUnexplained, new Dictionary<string, object?> { ["unexplained"] = lines },
            string.Join(" ", lines.Select(line => line.Sentence)));
    }
}
