using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Organisers;

/// <summary>Creates a day with its proposals, for the console and the API alike. Each step may be repeated, so the whole may.</summary>
public sealed class DayCreation(IGrainFactory grains)
{
    private const string IdWrong = "A day's id has 1 to 40 characters: a to z, 0 to 9 and the hyphen. The first one is no hyphen.";

    /// <summary>Enters the day, creates it and writes its proposals in order.</summary>
    /// <returns>
    /// Done, with the titles that look alike, or the first refusal, and then nothing was kept. Where storage failed half-way, the same call again goes on.
    /// </returns>
    public async Task<ImportPlan> CreateAsync(
        string day, CreateDay command, IEnumerable<NewProposal> proposals, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!DayNameConstraint.IsNewName(day)) return Refused(new DayOutcome(DayRefusal.Invalid, IdWrong));
        var grain = grains.GetGrain<IDecisionDayGrain>(day);
        var entries = Entries(proposals);
        // Everything is checked before the first thing is written, so that a refused day leaves nothing behind.
        var plan = await grain.PlanProposalsAsync(entries, command, command.By, cancellationToken);
        if (plan.Outcome.Refusal != DayRefusal.None) return plan;
        if (!await grains.Organisation().EnterDayAsync(day, command.By, cancellationToken))
            return Refused(new DayOutcome(DayRefusal.AlreadyExists, ""));
        var created = await grain.CreateAsync(command, cancellationToken);
        if (created.Refusal == DayRefusal.None) created = await grain.AddProposalsAsync(entries, command.By, cancellationToken);
        return created.Refusal == DayRefusal.None ? plan : Refused(created);
    }

    private static ImportPlan Refused(DayOutcome outcome) => new(outcome, [], [], [], []);

    /// <summary>What putting proposals on the day's list would come to.</summary>
    public Task<ImportPlan> PlanAsync(string day, IEnumerable<NewProposal> proposals, string by, CancellationToken cancellationToken) =>
        grains.GetGrain<IDecisionDayGrain>(day).PlanProposalsAsync(Entries(proposals), null, by, cancellationToken);

    /// <summary>Writes proposals and puts them on the day's list in order: all or none.</summary>
    public Task<DayOutcome> AddAsync(string day, IEnumerable<NewProposal> proposals, string by, CancellationToken cancellationToken) =>
        grains.GetGrain<IDecisionDayGrain>(day).AddProposalsAsync(Entries(proposals), by, cancellationToken);

    private static ImmutableArray<ProposalEntry> Entries(IEnumerable<NewProposal> proposals) =>
        [.. proposals.Select(proposal => new ProposalEntry(proposal.Id, proposal.Content))];
}

/// <summary>A proposal to write.</summary>
/// <param name="Id">Its id on the paper.</param>
/// <param name="Content">Its content.</param>
public sealed record NewProposal(string Id, ProposalContent Content);
