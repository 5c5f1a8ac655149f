using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Outcomes;

/// <summary>What became of one project, and why, on one sheet for everyone and for its group to print.</summary>
public sealed class OutcomeModel(DayReader days, OutcomeReader outcomes, IGrainFactory grains, IStringLocalizer<OutcomeWords> say) : PageModel
{
    /// <summary>The day.</summary>
    public PublicDay Day { get; private set; } = null!;

    /// <summary>The project.</summary>
    public ProposalView Proposal { get; private set; } = null!;

    /// <summary>The counted result, once it is declared; before, <c>null</c>.</summary>
    public CountedResult? Result { get; private set; }

    /// <summary>What was worked out from the ballots; <c>null</c> where nobody here knows them any more.</summary>
    public ProjectOutcome? Outcome { get; private set; }

    /// <summary>What everyone may know of who would join in; <c>null</c> where it cannot be read now: the page does not wait for it.</summary>
    public OffersTold? Told { get; private set; }

    /// <summary>Others who give money, for projects that were not funded.</summary>
    public ImmutableArray<OtherFunder> Funders { get; private set; } = [];

    /// <summary>Whether it was withdrawn.</summary>
    public bool IsWithdrawn => Day.Changes.Withdrawn.Contains(Proposal.Proposal);

    /// <summary>What the result did with it last.</summary>
    public ResultStep Step => Result!.Document.Ends.First(step => step.Project == Proposal.Proposal);

    /// <summary>What the page says first, as its words name it.</summary>
    public string Lead => IsWithdrawn ? "Withdrawn" : Step.Amount == 0 ? "Not" : Step.Amount < Day.Paper.Find(Proposal.Proposal)!.Ask ? "Part" : "Funded";

    /// <summary>What would have changed it, a sentence or two each; none where nothing was worked out.</summary>
    public IEnumerable<string> Changed()
    {
        if (Outcome?.Lacking is not { } lacking) yield break;
        var ask = Day.Paper.Find(Proposal.Proposal)!.Ask;
        if (lacking.Voters is { } voters)
            yield return voters.Smallest is { } more ? say["Outcome.Voters", more] : say["Outcome.Voters.None", voters.Last];
        if (lacking.Cost is { } cost)
            yield return WithStep(cost, cost.Smallest is { } less ? say["Outcome.Cost", Money(ask - less), Money(less)] : say["Outcome.Cost.None", Money(ask - cost.Last)]);
        if (lacking.Money is { } money)
            yield return money is { Smallest: null, Last: 0 } ? say["Outcome.Money.Enough"]
                : WithStep(money, money.Smallest is { } needed ? say["Outcome.Money", Money(needed)] : say["Outcome.Money.None", Money(money.Last)]);
    }

    /// <summary>An amount in the day's currency.</summary>
    public string Money(long minor) => Localisation.Money.Format(minor, Day.Paper.Currency);

    public async Task<IActionResult> OnGetAsync(string day, string id, CancellationToken cancellationToken)
    {
        if (await days.FindAsync(day, cancellationToken) is not { } found || found.Find(id ?? "") is not { } proposal) return NotFound();
        (Day, Proposal) = (found, proposal);
        if (found.View.Phase is not (DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived)) return Page();
        Result = CountedResult.Of(found.View);
        Outcome = await outcomes.ReadAsync(found, proposal.Proposal, cancellationToken);
        if (Outcome is { Reason: { CountsPoints: false } reason }) Result = Result! with { Votes = Result.Votes.SetItem(proposal.Proposal, reason.Support) };
        Told = await TryReadOffersAsync(day, cancellationToken);
        if (Step.Amount == 0) Funders = (await grains.GetGrain<IStallsGrain>(day).GetAsync(cancellationToken)).Funders;
        return Page();
    }

    // A step of one minor unit leaves no amount out, and so does one of the smallest coin.
    private string WithStep(Needed needed, string sentence) => needed.Step == 1 ? sentence : $"{sentence} {say["Outcome.Step", Money(needed.Step)]}";

    private async Task<OffersTold?> TryReadOffersAsync(string day, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IOffersGrain>(day).GetAsync(cancellationToken);
        }
        catch (Exception outage) when (OutcomeUnknown.IsOutage(outage))
        {
            return null;
        }
    }
}
