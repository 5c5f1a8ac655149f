using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Storage.Tests.Journal;

namespace PbDecisionDay.Storage.Tests.Storage;

/// <summary>Health says what a voter would soon notice.</summary>
public sealed class StorageHealthTests
{
    [Fact]
    public async Task A_new_site_is_well_though_it_has_no_keys_yet()
    {
        using var site = new StoredSite("");
        using var host = site.Host();
        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Healthy, await LookAsync(host));
        Assert.Equal(["ballots.db", "ballots.db.lock", "register.db", "register.db.lock"], Directory.GetFiles(site.Data)
            .Select(Path.GetFileName).Where(name => !name!.Contains('-', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Little_room_is_degraded()
    {
        using var site = new StoredSite("");
        using var host = site.Host(null, ("Storage:LowSpaceMiB", "1048576"));
        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthStatus.Degraded, await LookAsync(host));
        Assert.True(host.Services.GetRequiredService<StorageHealth>().FreeBytes > 0);
    }

    [Fact]
    public async Task What_a_killed_probe_left_behind_is_gone_after_the_start_and_never_adds_up()
    {
        using var site = new StoredSite("");
        Directory.CreateDirectory(site.Data);
        string[] left = ["probe", "probe-4711-0123456789abcdef0123456789abcdef"];
        foreach (var name in left) await File.WriteAllBytesAsync(Path.Combine(site.Data, name), new byte[4096], TestContext.Current.CancellationToken);
        using var host = site.Host();
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Directory.GetFiles(site.Data), path => Path.GetFileName(path).StartsWith("probe", StringComparison.Ordinal));

        // One that was cut off while this process ran is written over.
        await File.WriteAllBytesAsync(Path.Combine(site.Data, "probe"), new byte[100], TestContext.Current.CancellationToken);
        var looks = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => LookAsync(host)));
        Assert.All(looks, status => Assert.Equal(HealthStatus.Healthy, status));
        Assert.DoesNotContain(Directory.GetFiles(site.Data), path => Path.GetFileName(path).StartsWith("probe", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ballots.db")]
    [InlineData("register.db")]
    public async Task A_database_that_somebody_deletes_under_the_service_is_unhealthy(string name)
    {
        using var site = new StoredSite("");
        using var host = site.Host();
        await host.StartAsync(TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(site.Data, name));

        Assert.Equal(HealthStatus.Unhealthy, await LookAsync(host));
    }

    [Fact]
    public async Task Keys_that_cannot_be_read_are_unhealthy_once_there_is_a_box()
    {
        using var site = new StoredSite("");
        using var host = site.Host();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<IJournal>().AppendAsync("box/troon-2026/main", 0, "made");

        Assert.Equal(HealthStatus.Unhealthy, await LookAsync(host));
    }

    [Theory]
    [InlineData("another passphrase altogether", "five words drawn by dice", true)]
    [InlineData("five words drawn by dice ", "five words drawn by dice", true)]
    [InlineData("five words drawn by dice", "five words drawn by dice", false)]
    [InlineData("five words drawn by dice", null, false)] // What stood under the file of a demo opens, and is sealed anew when its box wakes.
    public async Task Keys_that_do_not_open_are_degraded_from_the_start_though_nobody_has_asked(string words, string? sealedUnder, bool degraded)
    {
        using var site = new StoredSite("");
        using (var before = site.Host(null, [.. sealedUnder is null ? [] : new[] { ("Keys:Passphrase", sealedUnder) }]))
        {
            await before.StartAsync(TestContext.Current.CancellationToken);
            foreach (var day in (string[])["troon-2026", "ayr-2026"])
            {
                await before.Services.GetRequiredService<IKeyCabinet>().MakeAsync(day, "main", TestContext.Current.CancellationToken);
                await before.Services.GetRequiredService<IJournal>().AppendAsync($"box/{day}/main", 0, "made");
            }
            await before.StopAsync(TestContext.Current.CancellationToken);
        }
        SortedDictionary<string, string> Keys() => new(Directory.GetFiles(site.Keys, "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllText), StringComparer.Ordinal);
        var keys = Keys();

        using var host = site.Host(null, ("Keys:Passphrase", words));
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<KeyLook>().FirstLook.WaitAsync(TestContext.Current.CancellationToken);
        var found = await host.Services.GetRequiredService<StorageHealth>().CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        Assert.Equal(degraded ? HealthStatus.Degraded : HealthStatus.Healthy, found.Status);
        Assert.Equal(degraded ? "The keys of these days do not open: ayr-2026, troon-2026." : null, found.Description);
        Assert.Equal(keys, Keys());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("troon-2026/main.pem", true)]
    [InlineData("troon-2026/openings.key", true)]
    [InlineData("troon-2026", true)]
    [InlineData("ayr-2026", true)]
    [InlineData("web", false)]
    public async Task Keys_of_any_day_that_are_gone_before_the_start_are_unhealthy_though_nobody_opens_it(string gone, bool unhealthy)
    {
        using var site = new StoredSite("");
        using (var before = site.Host())
        {
            await before.StartAsync(TestContext.Current.CancellationToken);
            foreach (var day in (string[])["troon-2026", "ayr-2026"])
            {
                await before.Services.GetRequiredService<IKeyCabinet>().MakeAsync(day, "main", TestContext.Current.CancellationToken);
                await before.Services.GetRequiredService<IJournal>().AppendAsync($"box/{day}/main", 0, "made");
            }
            Directory.CreateDirectory(Path.Combine(site.Keys, "web"));
            Assert.Equal(HealthStatus.Healthy, await LookAsync(before));
            await before.StopAsync(TestContext.Current.CancellationToken);
        }
        var path = Path.Combine(site.Keys, gone);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        else File.Delete(path);
        // As the keys of cookies make it anew.
        Directory.CreateDirectory(Path.Combine(site.Keys, "web"));

        using var host = site.Host();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var found = await host.Services.GetRequiredService<StorageHealth>().CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        Assert.Equal(unhealthy ? HealthStatus.Unhealthy : HealthStatus.Healthy, found.Status);
        Assert.Equal(
            gone switch
            {
                "" => "Keys are gone from the key folder: ayr-2026, troon-2026.",
                "web" => null,
                _ => $"Keys are gone from the key folder: {gone.Split('/')[0]}.",
            },
            found.Description);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_full_disk_and_one_that_takes_no_writes_are_unhealthy_and_well_again_after()
    {
        using var disk = MountedDisk.TryMount(1024, out var reason);
        Assert.SkipWhen(disk is null, reason);
        using var site = new StoredSite(disk!.Path);
        using var host = site.Host(null, ("Storage:LowSpaceMiB", "0"));
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, await LookAsync(host));

        var ballast = Path.Combine(disk.Path, "ballast");
        using (var stream = new FileStream(ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var block = new byte[1024];
            try
            {
                while (true) stream.Write(block);
            }
            catch (IOException)
            {
                // Full.
            }
        }
        Assert.Equal(HealthStatus.Unhealthy, await LookAsync(host));

        File.Delete(ballast);
        Assert.Equal(HealthStatus.Healthy, await LookAsync(host));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<HealthStatus> LookAsync(IHost host) =>
        (await host.Services.GetRequiredService<StorageHealth>().CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status;
}
