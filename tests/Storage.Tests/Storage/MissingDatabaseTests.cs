using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Storage.Tests.Journal;

namespace PbDecisionDay.Storage.Tests.Storage;

/// <summary>A database that was there and is gone, or emptied, is never replaced by a new one.</summary>
public sealed class MissingDatabaseTests : IDisposable
{
    private readonly StoredSite _site = new("");

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ballots_that_are_gone_while_the_register_is_there_are_asked_for(bool emptied)
    {
        await MakeDayAsync();
        Lose("ballots.db", emptied);
        var before = FolderBytes.Of(_site.Data);

        Assert.Contains("ballots.db' is missing or empty, but 'register.db' stands beside it", await RefusedAsync(), StringComparison.Ordinal);
        Assert.Equal(before, FolderBytes.Of(_site.Data));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_register_that_is_gone_while_there_are_days_is_asked_for(bool emptied)
    {
        await MakeDayAsync();
        Lose("register.db", emptied);

        Assert.Contains("register.db' is missing or empty, but 'ballots.db' beside it holds days", await RefusedAsync(), StringComparison.Ordinal);
        Assert.Equal(emptied, File.Exists(Path.Combine(_site.Data, "register.db")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Both_gone_while_there_are_keys_of_days_are_asked_for(bool emptied)
    {
        await MakeDayAsync();
        Directory.CreateDirectory(Path.Combine(_site.Keys, "troon-2026"));
        await File.WriteAllTextAsync(Path.Combine(_site.Keys, "troon-2026", "main.pem"), "sealed", TestContext.Current.CancellationToken);
        Lose("ballots.db", emptied);
        Lose("register.db", emptied);

        Assert.Contains("holds keys of days that were kept in it", await RefusedAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("register.db")]
    [InlineData("ballots.db")]
    public async Task A_database_that_another_start_made_does_not_pass_for_the_one_that_was_there(string name)
    {
        await MakeDayAsync();
        using var other = new StoredSite("");
        using (var host = other.Host())
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            await host.StopAsync(TestContext.Current.CancellationToken);
        }
        File.Copy(Path.Combine(other.Data, name), Path.Combine(_site.Data, name), overwrite: true);
        var before = FolderBytes.Of(_site.Data);

        Assert.Contains("register.db' does not belong to 'ballots.db' beside it", await RefusedAsync(), StringComparison.Ordinal);
        Assert.Equal(before, FolderBytes.Of(_site.Data));
    }

    [Theory]
    [InlineData("register.db", "'ballots.db' beside it")]
    [InlineData("ballots.db", "'register.db' beside it")]
    public async Task A_database_with_its_tables_and_nothing_in_them_is_empty_too(string name, string sentence)
    {
        await MakeDayAsync();
        Lose(name, emptied: false);
        if (name == "register.db") SqliteRegister.Open(_site.Data).Dispose();
        else SqliteJournal.Open(_site.Data).Dispose();

        Assert.Contains(sentence, await RefusedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_made_anew_while_there_are_keys_of_days_are_asked_for()
    {
        await MakeDayAsync();
        Directory.CreateDirectory(Path.Combine(_site.Keys, "troon-2026"));
        await File.WriteAllTextAsync(Path.Combine(_site.Keys, "troon-2026", "main.pem"), "sealed", TestContext.Current.CancellationToken);
        Lose("ballots.db", emptied: false);
        Lose("register.db", emptied: false);
        SqliteJournal.Open(_site.Data).Dispose();
        SqliteRegister.Open(_site.Data).Dispose();

        Assert.Contains("holds keys of days that were kept in it", await RefusedAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ballots.db")]
    [InlineData("register.db")]
    [InlineData("both")]
    public async Task Databases_from_before_they_knew_each_other_learn_to_at_the_next_start(string without)
    {
        await MakeDayAsync();
        foreach (var name in new[] { "ballots.db", "register.db" })
            if (without == name || without == "both") Databases.Run(Path.Combine(_site.Data, name), "DELETE FROM pair");

        if (without == "register.db") // Its mark was written first: a register without one, beside marked ballots with days, is another.
        {
            Assert.Contains("does not belong", await RefusedAsync(), StringComparison.Ordinal);
            return;
        }
        using var host = _site.Host();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1L, Databases.Ask(Path.Combine(_site.Data, "ballots.db"), "SELECT count(*) FROM pair"));
        Assert.Equal(1L, Databases.Ask(Path.Combine(_site.Data, "register.db"), "SELECT count(*) FROM pair"));
    }

    [Fact]
    public async Task A_first_start_that_was_cut_short_between_the_two_goes_on()
    {
        SqliteJournal.Open(_site.Data).Dispose();

        await MakeDayAsync();
    }

    [Fact]
    public async Task A_first_start_finds_neither_and_makes_both()
    {
        await MakeDayAsync();

        Assert.True(File.Exists(Path.Combine(_site.Data, "ballots.db")) && File.Exists(Path.Combine(_site.Data, "register.db")));
    }

    private async Task MakeDayAsync()
    {
        using (var host = _site.Host())
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            await host.StopAsync(TestContext.Current.CancellationToken);
        }
        using var journal = SqliteJournal.Open(_site.Data);
        await journal.AppendAsync("box/troon-2026/main", 0, "made");
    }

    private void Lose(string name, bool emptied)
    {
        File.Delete(Path.Combine(_site.Data, name));
        if (emptied) File.WriteAllBytes(Path.Combine(_site.Data, name), []);
    }

    private async Task<string> RefusedAsync()
    {
        using var errors = new StringWriter();
        Assert.Equal(StorageHosting.UnusableExitCode, await _site.Host().RunWithStorageAsync(errors));
        return errors.ToString();
    }
}
