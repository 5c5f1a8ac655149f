using System.Text.Json;
using PbDecisionDay.Rehearsal;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Faults.Tests;

public sealed class SuddenDeathTests
{
    // Enough for a slow machine to look between two kills.
    private const int Voters = 1_500;

    [Fact]
    public async Task A_day_whose_service_is_killed_again_and_again_loses_no_acknowledged_ballot_and_counts_none_twice()
    {
        using var service = new ServiceProcess();
        using var folder = new TemporaryFolder();
        await service.StartAsync();
        var file = folder.File("invented.pb");
        await File.WriteAllTextAsync(file, InventedElection.Text());
        var options = new Options(service.Site, file, Voters, Concurrency: 24, Seed: 3, service.TokenFile);
        using var told = new StringWriter();
        using var printed = new StringWriter();

        var play = new DayRehearsal(options, Tokens.Find(options.Tokens), new StageProgress(told, TimeProvider.System), TimeProvider.System)
            .RunAsync(DayPlanner.Read(file), default);
        foreach (var ballots in new[] { Voters / 5, Voters / 2, Voters * 4 / 5 })
        {
            await service.UntilAsync(async () => play.IsCompleted || await BallotsAsync(service) >= ballots);
            if (play.IsCompleted) (await play).Print(printed);
            Assert.False(play.IsCompleted, $"The day was over before the service could be killed.\n{printed}\n{told}");
            service.Kill();
            await service.StartAsync();
        }
        var report = await play;
        report.Print(printed);

        Assert.True(report.Passed, $"{printed}\n{told}\n{service.Said}");
    }

    /// <summary>The ballots in the box of the day that is being played; 0 while there is none or nobody answers.</summary>
    private static async Task<long> BallotsAsync(ServiceProcess service)
    {
        using var days = await service.GetAsync("api/days");
        if (!days.IsSuccessStatusCode) return 0;
        using var list = JsonDocument.Parse(await days.Content.ReadAsStringAsync());
        var day = list.RootElement.EnumerateArray().Select(one => one.GetProperty("day").GetString()!).FirstOrDefault(id => id != "westhaven");
        if (day is null) return 0;
        using var standings = await service.GetAsync($"api/days/{day}/standings");
        if (!standings.IsSuccessStatusCode) return 0;
        using var snapshot = JsonDocument.Parse(await standings.Content.ReadAsStringAsync());
        return snapshot.RootElement.GetProperty("ballots").GetInt64();
    }
}
