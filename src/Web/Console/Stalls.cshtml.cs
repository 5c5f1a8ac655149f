using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Web.Console;

/// <summary>What a day's marketplace shows beside the paper.</summary>
public sealed class StallsModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    /// <summary>What is shown now.</summary>
    public StallsView Stalls { get; private set; } = null!;

    /// <summary>How many needs wait to be read.</summary>
    public int NeedsWaiting { get; private set; }

    public IReadOnlyList<(string Id, ProposalView? Proposal)> List { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Stalls = await Grains.GetGrain<IStallsGrain>(Day.Day).GetAsync(cancellationToken);
        NeedsWaiting = (await Grains.GetGrain<INeedsGrain>(Day.Day).ListAsync(cancellationToken)).Count(need => !need.OnWall);
        var views = await Task.WhenAll(Day.Proposals.Select(id => Grains.GetGrain<IProposalGrain>(ProposalKey.For(Day.Day, id)).GetAsync(cancellationToken)));
        List = [.. Day.Proposals.Zip(views)];
    }
}
