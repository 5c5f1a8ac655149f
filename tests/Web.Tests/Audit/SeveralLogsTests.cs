using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PbDecisionDay.Grains.Tests;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Organisers;

namespace PbDecisionDay.Web.Tests.Audit;

/// <summary>A day with three logs, by the API alone: each has receipts of its own, one bundle holds them all, and pbdd and the second opinion agree on it.</summary>
public sealed class SeveralLogsTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static readonly FrozenRules Rules = FrozenRules.Create(BallotForm.ApproveUpTo(2), new RuleSettings(), LiveResults.Turnout, true, "en");

    [Theory]
    [InlineData("joined", false)]
    [InlineData("left-out", true)]
    public async Task Three_logs_are_voted_in_joined_or_left_out_and_verified(string name, bool leftOut)
    {
        using var anyone = site.Client();
        var day = await TwoPrograms.PublishAsync(site, $"logs-{name}", Rules);
        await day.RefusedAsync("logs", new { log = "cafe", secondToken = "nobody" }, "second-person-needed");
        foreach (var log in new[] { "cafe", "church" }) await day.DoneAsync("logs", new { log, secondToken = day.Second });
        var cards = new Dictionary<string, DerivedCard[]>(StringComparer.Ordinal);
        foreach (var (log, count) in new[] { ("main", 32), ("cafe", 3), ("church", 2) })
        {
            cards[log] = [.. Enumerable.Range(0, count).Select(_ => CardSecret.Draw().Derive(day.Origin))];
            await day.DoneAsync("batches", new { batch = $"for-{log}", cards = cards[log].Select(card => $"{card.Number}"), log });
        }
        await day.RefusedAsync("batches", new { batch = "nowhere", cards = new[] { $"{Digest.Random()}" }, log = "library" }, "unknown");
        await day.StepAsync("open");

        using var door = site.Client();
        var offer = await (await day.DoneAsync("stations", new { role = "door", name = "Main door", venue = "hall" })).Content.ReadFromJsonAsync<JsonElement>();
        (await door.PostAsJsonAsync("/api/stations/pair", new { code = offer.GetProperty("code").GetString(), day = day.Day })).EnsureSuccessStatusCode();
        foreach (var (log, its) in cards)
        {
            foreach (var card in its)
            {
                using var handed = await door.PostAsJsonAsync($"/api/days/{day.Day}/checkins", new { card = ShortNumber.Of(card.Number).Symbols });
                Assert.Equal(HttpStatusCode.OK, handed.StatusCode);
                var request = new { card = $"{card.Number}", version = 1, proof = $"{card.Proof(1)}", ballot = "approve 1", attempt = $"{Digest.Random()}" };
                using var answer = await anyone.PostAsJsonAsync($"/api/days/{day.Day}/ballots", request);
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
                // The receipt is of the log that wrote the entry, and its proof is found among all logs.
                Assert.True(Receipt.TryParse((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString()!, out var receipt));
                Assert.Equal(log == "main" ? day.Origin : $"{day.Origin}/{log}", receipt!.Origin);
                var proof = await anyone.GetFromJsonAsync<JsonElement>(answer.Headers.Location);
                Assert.NotEqual("not-in-log", proof.GetProperty("state").GetString());
                Assert.Equal("counts", proof.GetProperty("standing").GetString());
            }
        }
        // A look at the tally is a quarter of a second old at the most, and a quiet machine takes all these votes in less.
        await Eventually.HoldsAsync(async () =>
            (await anyone.GetFromJsonAsync<JsonElement>($"/api/days/{day.Day}/standings")).GetProperty("ballots").GetInt32() == 37);

        await day.RefusedAsync("logs/cafe/join", new { secondToken = day.Second }, "wrong-phase");
        await day.StepAsync("closed");
        await day.DoneAsync("logs/cafe/join", new { secondToken = day.Second });
        await day.RefusedAsync("transitions", new { to = "counted" }, "wrong-phase");
        if (leftOut) await day.DoneAsync("logs/church/missing", new { reason = "lost", secondToken = day.Second });
        else await day.DoneAsync("logs/church/join", new { secondToken = day.Second });
        await day.RefusedAsync("logs/library/join", new { secondToken = day.Second }, "unknown");
        await day.StepAsync("counted");
        using (var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1)))
        {
            while ((await day.DoneAsync("dice", new { digits = "40817263", secondToken = day.Second })).StatusCode == HttpStatusCode.Accepted) await Task.Delay(200, patience.Token);
        }
        await day.StepAsync("declared");

        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("public.zip"), await BundleAsync(anyone, day.Day));
        var (code, said) = Run(folder, "dotnet", Pbdd, "verify", "public.zip");
        Assert.True(code == (leftOut ? 1 : 0), said);
        Assert.Equal(leftOut, said.StartsWith("LEFT OUT: church, 2 cards (lost)", StringComparison.Ordinal));
        if (leftOut)
        {
            (code, said) = Run(folder, "dotnet", Pbdd, "verify", "public.zip", "--without", "church");
            Assert.True(code == 0, said);
            Assert.Equal(1, Run(folder, "dotnet", Pbdd, "verify", "public.zip", "--without", "cafe").Code);
        }
        (code, said) = Run(folder, "node", SecondOpinion(), "public.zip");
        Assert.True(code == (leftOut ? 1 : 0), said);
        Assert.Equal(leftOut, said.Contains("LEFT OUT: church", StringComparison.Ordinal));
        Assert.Contains($"\"ballots\": {(leftOut ? 35 : 37)}", (await anyone.GetFromJsonAsync<JsonElement>($"/api/days/{day.Day}/standings")).GetProperty("result").GetString(), StringComparison.Ordinal);
    }

    private static string Pbdd => Path.Combine(AppContext.BaseDirectory, "pbdd.dll");

    private static async Task<byte[]> BundleAsync(HttpClient anyone, string day)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            using var answer = await anyone.GetAsync($"/api/days/{day}/bundle/public.zip", patience.Token);
            if (answer.StatusCode == HttpStatusCode.OK) return await answer.Content.ReadAsByteArrayAsync(patience.Token);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            await Task.Delay(200, patience.Token);
        }
    }

    private static (int Code, string Said) Run(TemporaryFolder folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static string SecondOpinion()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PbDecisionDay.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "tests", "Verifier.Tests", "SecondOpinion", "check.mjs");
    }
}
