using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Core.Internal;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Grains.Organisations;
using PbDecisionDay.Grains.Tallies;
using PbDecisionDay.Storage.Keys;
using PbDecisionDay.Storage.Register;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests;

/// <summary>
/// What one test has of a silo: a day and an organisation that are no other test's, and either the silo that its class shares
/// (<see cref="SharedSilo.Begin"/>) or one of its own.
/// </summary>
internal sealed class TestSilo(RunningSilo silo, string day, string organisation, bool shared) : IAsyncDisposable
{
    /// <summary>The day of a test that has a silo of its own.</summary>
    public const string OnlyDay = "troon-2026";

    /// <summary>The id of the test's day.</summary>
    public string Day => day;

    /// <summary>The key of the test's organisation.</summary>
    public string Organisation => organisation;

    /// <summary>The grains' clock. A shared silo's days share it: a test only ever advances it.</summary>
    public FakeTimeProvider Time => silo.Time;

    public IGrainFactory Grains => silo.Services.GetRequiredService<IGrainFactory>();

    public HeldJournal Journal => silo.Services.GetRequiredService<HeldJournal>();

    /// <summary>The keys, as the service reads them.</summary>
    public IKeyCabinet Keys => silo.Services.GetRequiredService<IKeyCabinet>();

    /// <summary>The rows of what people offered.</summary>
    public IOfferStore Offers => silo.Services.GetRequiredService<IOfferStore>();

    public HeldFiles Files => silo.Services.GetRequiredService<HeldFiles>();

    /// <summary>The calls that the grains took, on a silo of the test's own.</summary>
    public GrainWatch Watch => Own.Watch;

    public LiveAllocations Allocations => silo.Services.GetRequiredService<LiveAllocations>();

    public HeldRegister Register => silo.Services.GetRequiredService<HeldRegister>();

    /// <summary>The audit's checks that this test breaks on purpose, on a silo of its own.</summary>
    public List<string> BrokenOnPurpose => Own.BrokenOnPurpose;

    /// <summary>Whether the test had its hand in the database, which then need not be a log any more.</summary>
    public bool DamagedOnPurpose
    {
        get => silo.DamagedOnPurpose;
        set => Own.DamagedOnPurpose = value;
    }

    public string Folder => silo.Folder;

    /// <summary>The warnings and worse that the silo logged.</summary>
    public IReadOnlyCollection<string> Said => silo.Said;

    /// <summary>
    /// Makes organisers of these ids, confirmed and without a password, who may approve steps of days that count.
    /// </summary>
    public async Task ConfirmAsync(params string[] ids)
    {
        var stream = new EventStream<OrganisationState, OrganisationEvent>(
            Journal, IOrganisationGrain.Key, OrganisationEventNames.All, OrganisationState.None, (state, happened) => state.Apply(happened), () => { });
        await stream.ReadAsync(default);
        foreach (var id in ids.Where(id => !stream.State.Confirmed.ContainsKey(id)))
        {
            await silo.Services.GetRequiredService<IOrganiserStore>().SaveAsync(
                IOrganisationGrain.Key, new OrganiserRow(id, id, "", ReadOnlyMemory<byte>.Empty, RehearsalsOnly: false), default);
            await stream.AppendAsync([new OrganiserConfirmed(id, "", Time.GetUtcNow())], default);
        }
        // One that was active reads it all anew.
        await Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
    }

    /// <summary>Writes an organiser's row as an earlier version did, and lets the organisation read it.</summary>
    public async Task WriteOrganiserAsync(OrganiserRow row)
    {
        await silo.Services.GetRequiredService<IOrganiserStore>().SaveAsync(organisation, row, default);
        await Grains.GetGrain<IOrganisationGrain>(organisation).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
    }

    /// <summary>The organisers' rows as they are stored.</summary>
    public Task<IReadOnlyList<OrganiserRow>> ReadOrganisersAsync() => silo.Services.GetRequiredService<IOrganiserStore>().ReadAsync(organisation, default);

    private RunningSilo Own => shared
        ? throw new InvalidOperationException("A test that stops, breaks or damages a silo starts one of its own.")
        : silo;

    /// <summary>A silo for this test alone, because it stops it, holds or damages its disk, or counts what all of it does.</summary>
    /// <param name="forcedDeactivation">The probability that a call deactivates the grain it ran on.</param>
    public static async Task<TestSilo> StartAsync(double forcedDeactivation = SharedSilo.ForcedDeactivation) =>
        new(await RunningSilo.StartAsync(forcedDeactivation), OnlyDay, IOrganisationGrain.Key, shared: false);

    /// <summary>Stops the process's host in an orderly way and starts another on the same files.</summary>
    /// <param name="meanwhile">What somebody does to the files while nothing runs.</param>
    public Task RestartAsync(Action? meanwhile = null) => Own.RestartAsync(meanwhile);

    /// <summary>Another silo on a copy of this one's files, which stops for the copying.</summary>
    public async Task<TestSilo> CopyAsync() => new(await Own.CopyAsync(), day, organisation, shared: false);

    public ValueTask DisposeAsync() => shared ? ValueTask.CompletedTask : silo.DisposeAsync();
}
