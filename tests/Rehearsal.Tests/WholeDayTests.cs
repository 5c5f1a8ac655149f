using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rehearsal.Tests.Planning;

namespace PbDecisionDay.Rehearsal.Tests;

public sealed class WholeDayTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task A_small_day_is_played_from_its_announcement_to_its_result_and_everything_holds()
    {
        Tokens tokens = await TokensAsync(site);
        var options = new Options(site.Address, "invented.pb", Voters: 40, Concurrency: 16, Seed: 1, Tokens: null);
        using var told = new StringWriter();
        using var printed = new StringWriter();

        Report report = await new DayRehearsal(options, tokens, new StageProgress(told, TimeProvider.System), TimeProvider.System)
            .RunAsync(DayPlanner.Plan(Files.Read(Files.Approval)), default);
        report.Print(printed);

        Assert.True(report.Passed, printed.ToString());
        Assert.EndsWith("PASS", printed.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("1 challenge a kiosk's cast and have their card exchanged", printed.ToString(), StringComparison.Ordinal);
        Assert.Contains("a pot was raised before the opening and could not be after it; project 1 withdrew while people voted; 4 cards of a batch that came late", printed.ToString(), StringComparison.Ordinal);
        Assert.Contains("40 ballots; ", printed.ToString(), StringComparison.Ordinal);
        Assert.Contains("Voting: 40 in", told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_day_of_talks_phones_wait_for_the_last_group_and_everything_holds()
    {
        Tokens tokens = await TokensAsync(site);
        var options = new Options(site.Address, "invented.pb", Voters: 10, Concurrency: 4, Seed: 2, Tokens: null) { Talks = true };
        using var printed = new StringWriter();

        Report report = await new DayRehearsal(options, tokens, new StageProgress(TextWriter.Null, TimeProvider.System), TimeProvider.System)
            .RunAsync(DayPlanner.Plan(Files.Read(Files.Approval)), default);
        report.Print(printed);

        Assert.True(report.Passed, printed.ToString());
        Assert.Contains("a cast was refused while the groups spoke", printed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_the_service_does_not_know_is_said_in_a_plain_sentence()
    {
        var options = new Options(site.Address, "invented.pb", Voters: 1, Concurrency: 1, Seed: 1, Tokens: null);
        var play = new DayRehearsal(options, new Tokens("nobody", "else"), new StageProgress(TextWriter.Null, TimeProvider.System), TimeProvider.System);

        var refused = await Assert.ThrowsAsync<UnusableException>(() => play.RunAsync(DayPlanner.Plan(Files.Read(Files.Approval)), default));

        Assert.Contains("does not know the organiser's token", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The service writes its tokens just after it has started.</summary>
    internal static async Task<Tokens> TokensAsync(RunningSite site)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!File.Exists(site.TokenFile) || (await File.ReadAllLinesAsync(site.TokenFile, patience.Token)).Length < 2)
            await Task.Delay(50, patience.Token);
        return Tokens.Find(site.TokenFile);
    }
}
