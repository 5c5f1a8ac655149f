using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PbDecisionDay.Grains.Tests;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Register;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Storage.Tests.Journal;

namespace PbDecisionDay.Storage.Tests.Storage;

/// <summary>Copies made while the service writes, and what erasing does to them.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly StoredSite _site = new("");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 7, 9, 0, 0, TimeSpan.Zero));

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task A_copy_holds_what_was_acknowledged_when_it_was_made_and_opens_as_a_database_of_its_own()
    {
        using var host = await StartAsync();
        var journal = host.Services.GetRequiredService<IJournal>();
        await journal.AppendAsync("box/troon/main", 0, "before");
        await NextCopyAsync(10, 2);
        await journal.AppendAsync("box/troon/main", 1, "after");

        var restored = Directory.CreateDirectory(Path.Combine(_site.Copies, "restored")).FullName;
        File.Copy(Copies("ballots")[^1], Path.Combine(restored, "ballots.db"));
        using var opened = SqliteJournal.Open(restored);
        Assert.Equal(["before"], await opened.ReadTextsAsync("box/troon/main"));
    }

    [Fact]
    public async Task So_many_copies_are_kept_and_the_oldest_go()
    {
        using var host = await StartAsync(("Backup:Keep", "3"));
        await NextCopyAsync(0, 1);
        var first = Copies("ballots")[0];
        for (var copy = 2; copy <= 5; copy++) await NextCopyAsync(10, Math.Min(copy, 3));

        Assert.DoesNotContain(first, Copies("ballots"));
        Assert.Equal(3, Copies("register").Length);
    }

    [Fact]
    public async Task When_something_is_erased_no_older_copy_of_it_stays()
    {
        using var host = await StartAsync();
        await NextCopyAsync(0, 1);
        await NextCopyAsync(10, 2);
        var old = Copies("register");
        var ballots = Copies("ballots").Length;

        await host.Services.GetRequiredService<IRegisterStore>().EraseAsync("troon", TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMinutes(1));

        await Eventually.HoldsAsync(() => Task.FromResult(Copies("register") is [var only] && !old.Contains(only)));
        Assert.Equal(ballots, Copies("ballots").Length);
    }

    [Fact]
    public async Task Keys_are_copied_apart_and_never_deleted_there_but_for_an_openings_key_that_the_service_destroyed()
    {
        string InKeys(string name) => Path.Combine(_site.Keys, "troon", name);
        string InCopies(string name) => Path.Combine(_site.KeyCopies, "troon", name);
        var key = Path.Combine(_site.Keys, "troon", "main.pem");
        Directory.CreateDirectory(Path.GetDirectoryName(key)!);
        await File.WriteAllTextAsync(key, "sealed", TestContext.Current.CancellationToken);
        SqliteJournal.Open(_site.Data).Dispose();
        using (var journal = SqliteJournal.Open(_site.Data)) await journal.AppendAsync("box/troon/main", 0, "made");
        SqliteRegister.Open(_site.Data).Dispose();
        using var host = await StartAsync(("Backup:KeyFolder", _site.KeyCopies));
        await NextCopyAsync(0, 1);
        await File.WriteAllTextAsync(InKeys("openings.key"), "sealed", TestContext.Current.CancellationToken);
        await NextCopyAsync(10, 2);
        File.Delete(key);
        File.Delete(InKeys("openings.key"));
        await NextCopyAsync(10, 3);
        Assert.True(File.Exists(InCopies("openings.key")));
        await File.WriteAllTextAsync(InKeys("openings.destroyed"), "destroyed", TestContext.Current.CancellationToken);
        await NextCopyAsync(10, 4);
        Assert.False(File.Exists(InCopies("openings.key")));

        Assert.Equal("sealed", await File.ReadAllTextAsync(Path.Combine(_site.KeyCopies, "troon", "main.pem"), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(_site.Copies, "*.pem", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("", "k")]
    [InlineData("b", "b")]
    [InlineData("b", "b/k")]
    [InlineData("k/b", "k")]
    public void Ballots_and_keys_in_one_another_are_refused(string copies, string keys)
    {
        using var host = _site.Host(null, ("Backup:Folder", copies), ("Backup:KeyFolder", keys));
        Assert.Throws<OptionsValidationException>(() => host.Services.GetRequiredService<IOptions<BackupOptions>>().Value);
    }

    private async Task<IHost> StartAsync(params (string, string)[] settings)
    {
        var host = _site.Host(_time, [("Backup:Folder", _site.Copies), .. settings]);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private string[] Copies(string name) =>
        Directory.Exists(_site.Copies) ? [.. Directory.GetFiles(_site.Copies, $"{name}-*Z.db").Order(StringComparer.Ordinal)] : [];

    /// <summary>Lets minutes pass until both databases have so many copies, the newest of the last minute that passed.</summary>
    private async Task NextCopyAsync(int minutes, int copies)
    {
        await Eventually.HoldsAsync(() => Task.FromResult(Copies("register").Length >= Math.Min(copies, Math.Max(1, copies - 1))));
        var newest = Copies("register")[^1];
        for (var minute = 0; minute < minutes; minute++) _time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(() => Task.FromResult(Copies("register").Length == copies && (minutes == 0 || Copies("register")[^1] != newest)));
    }
}
