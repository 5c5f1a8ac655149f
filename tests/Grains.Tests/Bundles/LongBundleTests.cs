using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Grains.Tests.Ballots;

namespace PbDecisionDay.Grains.Tests.Bundles;

/// <summary>A bundle that takes longer than an answer is asked after, and made once.</summary>
public sealed class LongBundleTests
{
    // Two seconds are what the grain waits; the rest is for a busy machine, and far below a call's thirty seconds.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_bundle_that_outlasts_an_answer_is_said_to_be_in_the_making_and_is_there_when_it_is_asked_for_again()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it holds the disk.
        await RunningBox.OpenAsync(silo);
        var grain = silo.Grains.GetGrain<IBundleGrain>(silo.Day);
        silo.Files.HoldLists();

        Assert.Equal(BundleInfo.InTheMaking, await grain.PrepareAsync(BundleKind.Public, default).WaitAsync(Enough));
        Assert.Equal(BundleInfo.InTheMaking, await grain.PrepareAsync(BundleKind.Auditor, default).WaitAsync(Enough));
        silo.Files.Release();

        await Eventually.HoldsAsync(async () => !(await grain.PrepareAsync(BundleKind.Public, default)).Working);
        var made = await grain.PrepareAsync(BundleKind.Public, default);
        Assert.Equal(made.Length, (await grain.ReadAsync(BundleKind.Public, made.Sha256, 0, default)).Length);
        Assert.Single(Directory.GetFiles(Path.Combine(silo.Folder, "data", "bundles")));
        Assert.Equal(BundleInfo.None, await grain.PrepareAsync(BundleKind.Auditor, default)); // Nothing was released.
    }
}
