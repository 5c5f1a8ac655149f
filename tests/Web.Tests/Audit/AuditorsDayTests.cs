using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Audit;

/// <summary>A day with everything in it, from the first cast to the files on an auditor's machine.</summary>
public sealed class AuditorsDayTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task What_the_service_exports_holds_for_pbdd_and_for_the_second_opinion()
    {
        using var folder = new TemporaryFolder();
        using var anyone = site.Client();
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, "west", cards: 40);
        await day.EveryoneVotesAsync();

        var receipt = await SendAsync(anyone, "ballots", day.Cast(0, "approve 3", version: 2));
        await SendAsync(anyone, "challenges", day.Challenge(1));
        await SendAsync(anyone, "ballots", day.Cast(1, "approve 4", version: 3));
        await SurrenderAsync(day, card: 2);
        await day.StepAsync(DayPhase.Closed);
        var grain = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day.Id);
        Assert.Equal(DayOutcome.Done, await grain.EnterPaperBallotAsync(new EnterPaperBallot("hall", 1, "approve 2"), "organiser-a", "organiser-b", default));
        Assert.Equal(DayOutcome.Done, await grain.EnterPaperBallotAsync(new EnterPaperBallot("hall", 1, "approve 2 area/5"), "organiser-a", "organiser-b", default));
        await day.StepAsync(DayPhase.Counted);
        await day.RollAsync("40817263");
        await day.StepAsync(DayPhase.Declared);

        await browser.OpenAsync("/console/days/west/openings");
        await browser.SendWithAsync(await ConsoleBrowser.SecondAsync(site), "#ask-for-release", ("Reason", "The audit"));
        await browser.SendAsync("form[data-download]");
        await KeepAsync("auditor.zip", browser.Content);
        // The release is in the log too.
        await KeepAsync("public.zip", await anyone.GetByteArrayAsync("/api/days/west/bundle/public.zip"));
        using var witness = LogKey.Generate();
        Assert.True(SignedNote.TryParse(await anyone.GetStringAsync("/api/days/west/logs/main/checkpoint"), out var checkpoint));
        await File.WriteAllTextAsync(folder.File("seen.txt"), $"{receipt}\n{checkpoint.With(witness.SignNote("observer", checkpoint.Text)).Print()}");

        var (code, said) = Checkers.Pbdd(
            folder, "verify", "public.zip", "--openings", "auditor.zip", "--seen", "seen.txt", "--witness", witness.Public.VerifierKey("observer"));
        Assert.True(code == 0, said);
        Assert.Contains("Everything holds", said, StringComparison.Ordinal);
        Assert.DoesNotContain("not asked", said, StringComparison.Ordinal);
        (code, said) = Checkers.SecondOpinion(folder, "public.zip", "auditor.zip");
        Assert.True(code == 0, said);

        Task KeepAsync(string name, byte[] content) => File.WriteAllBytesAsync(folder.File(name), content);
    }

    private static async Task<string> SendAsync(HttpClient phone, string what, object body)
    {
        var answer = await phone.PostAsJsonAsync($"/api/days/west/{what}", body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString()!;
    }

    private static async Task SurrenderAsync(OpenDay day, int card)
    {
        var derived = day.Cards[card].Derive(day.Origin);
        var surrender = new SurrenderCard(derived.Number.ToString(), 2, derived.Proof(2).ToString(), Digest.Random().ToString());
        Assert.Equal(CastStatus.Accepted, (await day.Box.SurrenderAsync(surrender, default)).Status);
    }
}
