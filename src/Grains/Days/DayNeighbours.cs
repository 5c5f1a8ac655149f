using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.SelfCheck;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Grains.Days;

/// <summary>The grains that a day speaks to.</summary>
internal sealed class DayNeighbours(IGrainFactory grains, string day)
{
    /// <summary>The ballot box of its main log.</summary>
    public IBallotBoxGrain Box => grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day));

    /// <summary>The ballot box of one of its logs.</summary>
    public IBallotBoxGrain BoxOf(string log) => grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day, log));

    /// <summary>The figures over all its boxes.</summary>
    public Task<BoxStatus> GetStatusAsync(CancellationToken cancellationToken) => grains.GetDayStatusAsync(day, cancellationToken);

    /// <summary>Asks the box of a card's log.</summary>
    public Task<T> AskOfCardAsync<T>(string card, Func<IBallotBoxGrain, Task<T>> ask, Func<T, bool> elsewhere, CancellationToken cancellationToken) =>
        grains.AskOfCardAsync(day, card, ask, elsewhere, cancellationToken);

    /// <summary>The register, or the door's counts where nobody is on a register.</summary>
    public IRegisterGrain Register => grains.GetGrain<IRegisterGrain>(day);

    /// <summary>What people offered its stalls.</summary>
    public IOffersGrain Offers => grains.GetGrain<IOffersGrain>(day);

    /// <summary>What its stalls show beside the paper.</summary>
    public IStallsGrain Stalls => grains.GetGrain<IStallsGrain>(day);

    /// <summary>Its wall of needs.</summary>
    public INeedsGrain Needs => grains.GetGrain<INeedsGrain>(day);

    /// <summary>The check of its log.</summary>
    public ISelfCheckGrain SelfCheck => grains.GetGrain<ISelfCheckGrain>(day);

    /// <summary>The day itself, asked as anyone asks it: in a turn of its own.</summary>
    public IDecisionDayGrain Itself => grains.GetGrain<IDecisionDayGrain>(day);

    /// <summary>Who runs it.</summary>
    public IOrganisationGrain Organisation => grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);

    /// <summary>One of its proposals.</summary>
    public IProposalGrain Proposal(string id) => grains.GetGrain<IProposalGrain>(ProposalKey.For(day, id));
}
