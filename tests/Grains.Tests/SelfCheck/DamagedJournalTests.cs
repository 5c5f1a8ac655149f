using PbDecisionDay.Grains.Tests.Ballots;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.SelfCheck;

namespace PbDecisionDay.Grains.Tests.SelfCheck;

/// <summary>
/// A stranger's hand in the database, while the service runs or while it is stopped: the self-check names the promise that is broken.
/// The log: 0 batch, 1 activate, 2 open, 3 to 6 casts of the cards 0 to 3.
/// </summary>
public sealed class DamagedJournalTests
{
    private const string Log = BallotsFile.Log;

    // What becomes of the body of one row, and which check names it.
    public static TheoryData<string, string, string, string> Damages => new()
    {
        { "a receipt's signature", Row(4, "'$.signature', (SELECT json_extract(body, '$.signature') FROM events WHERE version = 5 AND " + Log + ")"), "I1", "receipts" },
        { "an opening", Row(4, "'$.opening', (SELECT json_extract(body, '$.opening') FROM events WHERE version = 5 AND " + Log + ")"), "I5", "openings" },
        { "no opening at all", "UPDATE events SET body = CAST(json_remove(body, '$.opening') AS BLOB) WHERE version = 4 AND " + Log, "I5", "openings" },
        { "a seal", Entry(4, 5), "I1", "receipts" },
        { "a row that is no JSON", "UPDATE events SET body = CAST('{\"entry\":' AS BLOB) WHERE version = 4 AND " + Log, "I5", "entries" },
        { "a row whose entry is none", Row(4, "'$.entry', 'pbdd/1 cast' || char(10)"), "I5", "entries" },
        { "a row under another kind", "UPDATE events SET kind = 'void' WHERE version = 4 AND " + Log, "I5", "entries" },
        { "the frozen rules", Row(2, "'$.rules', replace(json_extract(body, '$.rules'), '\"en\"', '\"gd\"')"), "I5", "ballots" },
        { "a card of the batch", Row(0, "'$.cards[0]', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='"), "I2", "manifests" },
        { "an entry that gave way to a pause", Row(3, "'$.entry', 'pbdd/1 incident' || char(10) || 'code pause' || char(10)"), "I7", "hours" },
        { "a batch that was never made usable", Row(1, "'$.entry', 'pbdd/1 incident' || char(10) || 'code queue-at-close' || char(10)"), "I2", "usable-cards" },
        { "the last entry", "DELETE FROM events WHERE version = 6 AND " + Log, "I5", "box" },
    };

    [Theory, MemberData(nameof(Damages))]
    public async Task What_is_changed_while_the_service_runs_is_named(string what, string sql, string promise, string check)
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its database is damaged.
        var running = await OpenAsync(silo);

        silo.Change(sql);

        var report = await HonestDayTests.Check(silo).CheckAsync(SelfCheckReach.WholeLog, default);
        AssertNamed(report, promise, check, what);
        Assert.Equal(7, (await running.Box.GetStatusAsync(default)).LogSize);
    }

    [Theory]
    [InlineData("I4", "checkpoints", "swapped")]
    [InlineData("I1", "receipts", "swapped")]
    [InlineData("I4", "checkpoints", "cut")]
    [InlineData("I4", "checkpoints", "forged note")]
    [InlineData("I4", "memory", "other memory")]
    [InlineData("I4", "memory", "no memory")]
    [InlineData("I2", "usable-cards", "marks")]
    [InlineData("I2", "repeated-entries", "repeated")]
    public async Task What_is_changed_while_the_service_is_stopped_is_named_though_the_box_does_not_start(string promise, string check, string change)
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its database is damaged.
        await OpenAsync(silo, byBatch: change != "marks");

        await silo.RestartAsync(() => Change(silo, change));

        AssertNamed(await HonestDayTests.Check(silo).CheckAsync(SelfCheckReach.NewEntries, default), promise, check, change);
    }

    [Fact]
    public async Task A_ballot_slipped_in_after_the_close_is_named()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its database is damaged.
        var running = await OpenAsync(silo);
        await running.Box.EndAndCloseAsync();
        Assert.Equal(SelfCheckState.Fine, (await HonestDayTests.Check(silo).CheckAsync(SelfCheckReach.WholeLog, default)).State);

        await silo.RestartAsync(() => silo.Change(Repeat(from: 3, to: 10)));

        var report = await HonestDayTests.Check(silo).CheckAsync(SelfCheckReach.NewEntries, default);
        AssertNamed(report, "I7", "hours", "a cast after the close");
        Assert.Contains(report.Findings, finding => finding.Entry == 10);
    }

    [Fact]
    public async Task Findings_stay_and_are_said_once()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its database is damaged.
        var running = await OpenAsync(silo);
        silo.Change("DELETE FROM events WHERE version = 6 AND " + Log);
        var first = await HonestDayTests.Check(silo).CheckAsync(SelfCheckReach.WholeLog, default);

        var second = await HonestDayTests.Check(silo).CheckAsync(SelfCheckReach.NewEntries, default);

        Assert.Equal(first.Findings, second.Findings);
        Assert.Equal(7, (await running.Box.GetStatusAsync(default)).LogSize);
    }

    [Fact]
    public async Task No_finding_names_a_ballot()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its database is damaged.
        await OpenAsync(silo);
        foreach (var row in Damages.Where(row => row.Data.Item4 is "receipts" or "openings" or "ballots" or "hours"))
            silo.Change(row.Data.Item2);

        var report = await HonestDayTests.Check(silo).CheckAsync(SelfCheckReach.WholeLog, default);

        Assert.Equal(SelfCheckState.Wrong, report.State);
        Assert.DoesNotContain("approve", report.ToString() + string.Concat(report.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_damage_is_told_once_and_not_in_all_its_consequences()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its database is damaged.
        await OpenAsync(silo);
        silo.Change("UPDATE events SET body = CAST(json_remove(body, '$.opening') AS BLOB) WHERE version = 4 AND " + Log);

        var report = await HonestDayTests.Check(silo).CheckAsync(SelfCheckReach.WholeLog, default);

        Assert.Equal(("I5", "openings", 4L), Assert.Single(report.Findings) is var found ? (found.Promise, found.Check, found.Entry) : default);
    }

    private static async Task<RunningBox> OpenAsync(TestSilo silo, bool byBatch = true)
    {
        var running = await RunningBox.SetUpAsync(silo);
        if (byBatch)
            await running.Box.ActivateAsync("a", default);
        else
            for (var card = 0; card < 4; card++)
                await running.Box.IssueAsync(running.ShortNumber(card), default);
        Assert.Equal(BoxResult.Done, await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.DayPaper.Text), default));
        for (var card = 0; card < 4; card++)
            Assert.Equal(CastStatus.Accepted, (await running.CastAsync(card, ballot: $"approve p{card + 1}")).Status);
        Assert.Equal(SelfCheckState.Fine, (await HonestDayTests.Check(silo).CheckAsync(SelfCheckReach.NewEntries, default)).State);
        return running;
    }

    private static void Change(TestSilo silo, string change)
    {
        switch (change)
        {
            case "swapped":
                silo.Change("UPDATE events SET version = 100 WHERE version = 4 AND " + Log);
                silo.Change("UPDATE events SET version = 4 WHERE version = 5 AND " + Log);
                silo.Change("UPDATE events SET version = 5 WHERE version = 100 AND " + Log);
                break;
            case "cut":
                silo.Change("DELETE FROM events WHERE version = 6 AND " + Log);
                break;
            case "forged note":
                silo.Change($"UPDATE events SET body = CAST(replace(body, '\\n3\\n', '\\n2\\n') AS BLOB) WHERE version = 1 AND {BallotsFile.Notes}");
                break;
            case "other memory":
                File.WriteAllText(silo.Signed(), File.ReadAllText(silo.Signed()).Replace("\n7\n", "\n6\n", StringComparison.Ordinal));
                break;
            case "no memory":
                File.Delete(silo.Signed());
                break;
            case "repeated":
                silo.Change(Repeat(from: 3, to: 7));
                break;
            case "marks":
                silo.Change("DELETE FROM marks");
                break;
        }
    }

    private static string Row(int version, string set) =>
        $"UPDATE events SET body = CAST(json_set(body, {set}) AS BLOB) WHERE version = {version} AND {Log}";

    // The seal of one cast in the entry of another.
    private static string Entry(int version, int other) => Row(
        version,
        $"'$.entry', substr(json_extract(body, '$.entry'), 1, instr(json_extract(body, '$.entry'), 'seal ') - 1) || "
        + $"(SELECT substr(json_extract(body, '$.entry'), instr(json_extract(body, '$.entry'), 'seal ')) FROM events WHERE version = {other} AND {Log})");

    private static string Repeat(int from, int to) =>
        $"INSERT INTO events (stream, version, kind, body) SELECT stream, {to}, kind, body FROM events WHERE version = {from} AND {Log}";

    private static void AssertNamed(SelfCheckReport report, string promise, string check, string what) =>
        Assert.True(
            report.State == SelfCheckState.Wrong && report.Findings.Any(finding => finding.Promise == promise && finding.Check == check),
            $"{what}: {report.State} {report.Obstacle} {string.Join('\n', report.Findings)}");
}
