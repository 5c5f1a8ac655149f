using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Organisers;

/// <summary>
/// Steps that two people agree to. The first asks; the second agrees on a session of their own; then the first's step is carried out. Whoever asks, a page or a
/// program, sends the same again once it is agreed. Source: docs/adr/0062.
/// </summary>
public sealed class TwoPeople(IGrainFactory grains, DayReader days)
{
    /// <summary>Carries a step out where another has agreed to it or none is needed; else asks for one, unless the day refuses it anyway.</summary>
    /// <param name="day">The day.</param>
    /// <param name="step">The step.</param>
    /// <param name="by">The organiser who asks.</param>
    /// <param name="carryOut">Does it, given who agreed: empty where nobody has.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What it came to, and what waits for a second approver where it is <see cref="DayRefusal.NeedsSecondPerson"/>.</returns>
    public async Task<(DayOutcome Outcome, ApprovalRequest? Waiting)> CarryOutAsync(
        string day, StepToApprove step, string by, Func<string, Task<DayOutcome>> carryOut, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(carryOut);
        var approvals = Approvals(day);
        var second = await approvals.UseAsync(step, by, cancellationToken);
        var outcome = await carryOut(second);
        if (second.Length > 0 && outcome.Refusal != DayRefusal.None) await approvals.GiveBackAsync(step, by);
        if (second.Length > 0 || outcome.Refusal != DayRefusal.NeedsSecondPerson) return (outcome, null);
        return await approvals.AskAsync(step, by) is { } waiting ? (outcome, waiting) : (TooMany, null);
    }

    /// <summary>Asks for a second approver before the step's own form is filled in.</summary>
    /// <returns>The request; <c>null</c> for <see cref="TooMany"/>.</returns>
    public Task<ApprovalRequest?> AskAsync(string day, StepToApprove step, string by) => Approvals(day).AskAsync(step, by);

    /// <summary>What an organiser asked for of this kind on a page, with particulars, and somebody agreed to; <c>null</c> where nobody has.</summary>
    public async Task<ApprovalRequest?> AgreedAsync(string day, ApprovedStep kind, string by) =>
        (await Approvals(day).ListAsync()).LastOrDefault(request =>
            request.Step.Kind == kind && !request.Step.Particulars.IsEmpty && request.By == by && request.ApprovedBy.Length > 0);

    /// <summary>The same for a program. A token agrees to nothing that counts: only on a rehearsal does another one play the second person.</summary>
    /// <returns>What it came to, and the refusal where nobody has agreed.</returns>
    internal async Task<(DayOutcome Outcome, ProblemHttpResult? Refusal)> CarryOutAsync(
        HttpContext context, string day, StepToApprove step, string? secondToken, Func<string, Task<DayOutcome>> carryOut, IStringLocalizer words)
    {
        var ended = context.RequestAborted;
        if (string.IsNullOrEmpty(secondToken))
        {
            var (outcome, waiting) = await CarryOutAsync(day, step, context.User.OrganiserId(), carryOut, ended);
            return (outcome, waiting is null ? null : words.Refuse(ProblemTypes.SecondPersonNeeded, new Dictionary<string, object?>
            {
                ["approve"] = $"{SiteAddress.Of(context)}/console/days/{day}/approve/{waiting.Id}",
                ["until"] = waiting.ValidUntil,
            }));
        }
        if (await days.GetAsync(day, ended) is { Rehearsal: false }) return (Unasked, words.Refuse(ProblemTypes.TokenNeverApproves));
        return await grains.Accounts().CheckTokenAsync(secondToken, ended) is { } second
            && (second.Organiser.RehearsalsOnly || string.Equals(second.Day, day, StringComparison.Ordinal))
            ? (await carryOut(second.Organiser.Id), null)
            : (Unasked, words.Refuse(ProblemTypes.SecondPersonNeeded));
    }

    /// <summary>The refusal of one more question. What waits is never pushed out by it.</summary>
    public static DayOutcome TooMany { get; } =
        new(DayRefusal.Invalid, "Ten steps that you asked for wait already. Carry out those that were agreed to. The others end ten minutes after you asked.");

    private static DayOutcome Unasked { get; } = new(DayRefusal.NeedsSecondPerson, "");

    private IApprovalsGrain Approvals(string day) => grains.GetGrain<IApprovalsGrain>(day);
}
