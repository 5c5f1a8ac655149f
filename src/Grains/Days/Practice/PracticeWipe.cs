using Orleans;
using Orleans.Core.Internal;
using Orleans.Runtime;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Running;
using PbDecisionDay.Contracts.SelfCheck;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Storage;

namespace PbDecisionDay.Grains.Days.Practice;

/// <summary>Wipes a practice run: from the grains' memory, from storage, and off the organisation's list.</summary>
internal sealed class PracticeWipe(IGrainFactory grains, IPracticeErasure erasure)
{
    /// <summary>Wipes it. Repeating it changes nothing.</summary>
    public async Task WipeAsync(string practice)
    {
        var memories = await MemoriesAsync(practice);
        // Before, so that what they write on their way out is wiped as well; after, since somebody may have woken them in between.
        await ForgetAsync(memories);
        await erasure.EraseAsync(practice, CancellationToken.None);
        await ForgetAsync(memories);
        await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).LeaveDayAsync(practice, CancellationToken.None);
    }

    /// <summary>Every grain that holds something of it, the day last: the others ask it.</summary>
    private async Task<IReadOnlyList<IGrain>> MemoriesAsync(string practice)
    {
        var day = grains.GetGrain<IDecisionDayGrain>(practice);
        var view = await day.GetAsync(CancellationToken.None);
        return
        [
            grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(practice)),
            .. view?.Logs.Select(log => grains.GetGrain<IBallotBoxGrain>(BoxKey.For(practice, log.Log))) ?? [],
            .. view?.Proposals.Select(id => grains.GetGrain<IProposalGrain>(ProposalKey.For(practice, id))) ?? [],
            grains.GetGrain<ITallyGrain>(practice),
            grains.GetGrain<IRegisterGrain>(practice),
            grains.GetGrain<IStallsGrain>(practice),
            grains.GetGrain<INeedsGrain>(practice),
            grains.GetGrain<IOffersGrain>(practice),
            grains.GetGrain<IPresentationGrain>(practice),
            grains.GetGrain<IRunningGrain>(practice),
            grains.GetGrain<IPaperCountGrain>(practice),
            grains.GetGrain<IApprovalsGrain>(practice),
            grains.GetGrain<IBundleGrain>(practice),
            grains.GetGrain<ISelfCheckGrain>(practice),
            day,
        ];
    }

    private static async Task ForgetAsync(IReadOnlyList<IGrain> memories)
    {
        foreach (var memory in memories)
        {
            try
            {
                await memory.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
            }
#pragma warning disable CA1031 // One that cannot be started, because its keys are gone already, remembers nothing.
            catch (Exception)
#pragma warning restore CA1031
            {
            }
        }
    }
}
