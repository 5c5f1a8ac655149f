using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.SelfCheck;
using PbDecisionDay.Storage;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>What organisers see of the self-check, and what the meters and the log say of it.</summary>
public sealed class SelfCheckPageTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static readonly DaySettings Settings = new(
        [new LocalText("en", "Troon decides")], "Town Hall", "2026-05-30", "10:00 to 15:00", "Europe/London", ["en"], "GBP",
        [new PotSetting("main", "The pot", 10_000_00)], [new VenueSetting("hall", "Town Hall")], CheckInMode.CardsOnly, "");

    [Fact]
    public async Task A_fine_day_says_how_much_was_checked_and_a_damaged_one_what_to_do()
    {
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, "watched");
        await CheckAsync(day.Id);
        await organiser.OpenAsync("/console/days/watched");
        Assert.Contains("Self-check: all agrees. Entries checked: 2,", organiser.Text, StringComparison.Ordinal);
        Assert.Empty(organiser.Page.QuerySelectorAll(".notice.stop"));
        Assert.Matches(Wrong(0), await site.Client().GetStringAsync("/metrics"));

        Damage(day.Id);
        await organiser.SendAsync("form[action*=Check]");
        Assert.Equal(SelfCheckState.Wrong, (await CheckAsync(day.Id)).State);
        await CheckAsync(day.Id);

        await organiser.OpenAsync("/console/days/watched");
        var panel = organiser.Page.QuerySelector(".notice.stop")!;
        Assert.Contains("The self-check found something wrong", panel.TextContent, StringComparison.Ordinal);
        Assert.Contains("(I5 ballots, entry 1)", panel.TextContent, StringComparison.Ordinal);
        Assert.Equal("/console/days/watched/step/paused", panel.QuerySelector("a")!.GetAttribute("href"));
        Assert.Matches(Wrong(1), await site.Client().GetStringAsync("/metrics"));
        Assert.Single(site.Log, line => line.StartsWith("Critical The self-check of day watched found something wrong", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_real_day_on_keys_that_a_file_beside_them_unlocks_is_told_so_and_a_rehearsal_is_not()
    {
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        var grains = site.Services.GetRequiredService<IGrainFactory>();
        foreach (var (day, rehearsal) in new[] { ("real", false), ("rehearsed", true) })
        {
            await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).EnterDayAsync(day, "organiser-a", default);
            await grains.GetGrain<IDecisionDayGrain>(day).CreateAsync(new CreateDay("http://localhost:5301", rehearsal, Settings, "organiser-a"), default);
            await organiser.OpenAsync($"/console/days/{day}");
            Assert.Equal(!rehearsal, organiser.Text.Contains("name Keys:UnlockFile or Keys:Passphrase before the day opens", StringComparison.Ordinal));
        }
    }

    private Task<SelfCheckReport> CheckAsync(string day) =>
        site.Services.GetRequiredService<IGrainFactory>().GetGrain<ISelfCheckGrain>(day).CheckAsync(SelfCheckReach.WholeLog, default);

    private void Damage(string day)
    {
        var file = Path.Combine(site.Services.GetRequiredService<IOptions<StorageOptions>>().Value.DataFolder, "ballots.db");
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE events SET body = CAST(json_set(body, '$.rules', '{{}}') AS BLOB) WHERE version = 1 AND stream = (SELECT id FROM streams WHERE name = 'box/{day}/main')";
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static string Wrong(int days) => $@"(?m)^pbdd_self_check_wrong(\{{[^}}]*\}})? {days}( \d+)?$";
}
