using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Organisers;

/// <summary>Creates a day with its proposals, for the console and the API alike. Each step may be repeated, so the whole may.</summary>
public sealed class DayCreation(IGrainFactory grains)
{
    private const string IdWrong = "A day's id takes 1 to 40 of the characters a to z, 0 to 9 and the hyphen, the first no hyphen.";

    /// <summary>Enters the day, creates it and writes its proposals in order.</summary>
    /// <returns>Done, or the first refusal; what was written before it stays, and the same call again goes on.</returns>
    public async Task<DayOutcome> CreateAsync(
        string day, CreateDay command, IEnumerable<NewProposal> proposals, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!DayNameConstraint.IsNewName(day)) return new DayOutcome(DayRefusal.Invalid, IdWrong);
        var grain = grains.GetGrain<IDecisionDayGrain>(day);
        if (!await grains.Organisation().EnterDayAsync(day, command.By, cancellationToken))
            return new DayOutcome(DayRefusal.AlreadyExists, "");
        var created = await grain.CreateAsync(command, cancellationToken);
        return created.Refusal == DayRefusal.None ? await AddAsync(day, proposals, command.By, cancellationToken) : created;
    }

    /// <summary>Writes proposals and puts them on the day's list, in order.</summary>
    public async Task<DayOutcome> AddAsync(string day, IEnumerable<NewProposal> proposals, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(proposals);
        var grain = grains.GetGrain<IDecisionDayGrain>(day);
        foreach (var proposal in proposals)
        {
            var written = await grains.GetGrain<IProposalGrain>(ProposalKey.For(day, proposal.Id)).WriteAsync(proposal.Content, by, cancellationToken);
            if (!written.Done) return new DayOutcome(DayRefusal.Invalid, $"{proposal.Id}: {written.Problem}");
            var listed = await grain.AddProposalAsync(proposal.Id, by, cancellationToken);
            if (listed.Refusal != DayRefusal.None) return listed;
        }
        return DayOutcome.Done;
    }
}

/// <summary>A proposal to write.</summary>
/// <param name="Id">Its id on the paper.</param>
/// <param name="Content">Its content.</param>
public sealed record NewProposal(string Id, ProposalContent Content);
