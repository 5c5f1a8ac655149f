using PbDecisionDay.Rehearsal;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Faults.Tests;

public sealed class RestoreDrillTests
{
    [Fact]
    public async Task A_day_is_restored_from_its_copies_on_another_machine_and_everything_in_it_verifies()
    {
        using var service = new ServiceProcess { Backs = true };
        using var folder = new TemporaryFolder();
        await service.StartAsync();
        var file = folder.File("invented.pb");
        await File.WriteAllTextAsync(file, InventedElection.Text());
        var options = new Options(service.Site, file, 60, Concurrency: 8, Seed: 5, service.TokenFile);
        using var told = new StringWriter();
        var report = await new DayRehearsal(options, Tokens.Find(options.Tokens), new StageProgress(told, TimeProvider.System), TimeProvider.System)
            .RunAsync(DayPlanner.Read(file), default);
        Assert.True(report.Passed, told.ToString());
        var days = await BodyAsync(service, "api/days");

        // A start makes a copy at once. Then the machine burns.
        service.Kill();
        await service.StartAsync();
        await service.UntilAsync(() => Task.FromResult(service.Copies("register").Length >= 2));
        service.Kill();
        service.RestoreFromCopies();
        await service.StartAsync();

        Assert.Equal(days, await BodyAsync(service, "api/days"));
        Assert.Equal("Healthy", await BodyAsync(service, "health/ready"));
    }

    private static async Task<string> BodyAsync(ServiceProcess service, string path)
    {
        using var answer = await service.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }
}
