using System.Globalization;
using System.Text.RegularExpressions;
using PbDecisionDay.Rehearsal;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Faults.Tests;

public sealed class SlowSendersTests
{
    private const int Voters = 400;
    private const int Attackers = 3000;

    [Fact]
    public async Task Three_thousand_who_send_slowly_make_no_voter_wait_and_fill_no_log()
    {
        using var service = new ServiceProcess();
        using var folder = new TemporaryFolder();
        await service.StartAsync();
        var file = folder.File("invented.pb");
        await File.WriteAllTextAsync(file, InventedElection.Text());
        var options = new Options(service.Site, file, Voters, Concurrency: 24, Seed: 4, service.TokenFile);
        using var told = new StringWriter();
        using var printed = new StringWriter();
        var saidBefore = service.Said.Length;

        await using var attack = new SlowSenders(service.Site, Attackers);
        await service.UntilAsync(() => Task.FromResult(attack.Opened >= Attackers));
        var report = await new DayRehearsal(options, Tokens.Find(options.Tokens), new StageProgress(told, TimeProvider.System), TimeProvider.System)
            .RunAsync(DayPlanner.Read(file), default);
        report.Print(printed);

        Assert.True(report.Passed, $"{printed}\n{told}\n{service.Said}");
        var slowest = double.Parse(Regex.Match(printed.ToString(), @"phones\b.*p99 (?<ms>[\d.,]+) ms").Groups["ms"].Value, NumberStyles.Number, CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage("99 of 100 votes took at most {0} ms while {1} connections sent slowly.", slowest, attack.Opened);
        Assert.True(slowest < 1000, $"A voter in a hundred waited {slowest} ms.\n{printed}");
        Assert.True(service.Said.Length - saidBefore < 20_000, service.Said[saidBefore..Math.Min(service.Said.Length, saidBefore + 5000)]);
    }
}
