using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Grains.Tests;

namespace PbDecisionDay.Web.Tests.Audit;

/// <summary>A day that counts with <c>pbdd witness serve</c> beside it, and one with nobody.</summary>
public sealed partial class WitnessedDayTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Anna = "witness.example/anna";

    [Fact]
    public async Task A_day_is_witnessed_from_the_first_checkpoint_on_and_the_bundle_alone_shows_it()
    {
        using var folder = new TemporaryFolder();
        using var anyone = site.Client();
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await ConsoleBrowser.SecondAsync(site);
        var (code, key) = Checkers.Pbdd(folder, "witness", "new", Anna, "anna.pem");
        Assert.Equal(0, code);
        key = key.Trim();
        Process? laptop = null;
        try
        {
            await RealDay.ClosedAsync(site.Services, "watched", ballots: 3, log =>
            {
                var listen = $"127.0.0.1:{FreePort()}";
                laptop = Serve(folder, log, listen);
                return new NamedWitness(key, $"http://{listen}");
            });
            var grains = site.Services.GetRequiredService<IGrainFactory>();
            var box = grains.GetGrain<IBallotBoxGrain>(BoxKey.Main("watched"));
            await Eventually.HoldsAsync(async () => await box.GetStatusAsync(default) is { Witnesses: [{ Trouble: WitnessTrouble.None } anna], LogSize: var size } && anna.Size == size);
            var size = (await box.GetStatusAsync(default)).LogSize;

            // It had signed what came before the first vote.
            Assert.True((await box.GetStatusAsync(default)).Witnesses[0].AtOpening);

            // The key is frozen with the rules; where the laptop stood is not published.
            var view = (await grains.GetGrain<IDecisionDayGrain>("watched").GetAsync(default))!;
            Assert.True(FrozenRules.TryParse(view.Rules, out var rules, out _));
            Assert.Equal([key], rules!.Witnesses);
            Assert.DoesNotContain("127.0.0.1", view.Rules, StringComparison.Ordinal);

            var page = WebUtility.HtmlDecode(await anyone.GetStringAsync("/audit/watched"));
            Assert.Contains($"countersigned up to entry {size} of {size}, at ", page, StringComparison.Ordinal);
            Assert.Contains(key, page, StringComparison.Ordinal);
            Assert.DoesNotContain("Nobody outside witnessed", page, StringComparison.Ordinal);
            Assert.DoesNotContain("none had signed when the voting opened", page, StringComparison.Ordinal);
            await browser.OpenAsync("/console/days/watched");
            Assert.Contains($"countersigned up to entry {size} of {size}, at ", browser.Text, StringComparison.Ordinal);

            await File.WriteAllBytesAsync(folder.File("public.zip"), await anyone.GetByteArrayAsync("/api/days/watched/bundle/public.zip"));
            (code, var said) = Checkers.Pbdd(folder, "verify", "public.zip", "--so-far", "--witness", key);
            Assert.True(code == 0, said);
            Assert.Contains($"{Anna} up to {size} entries", said, StringComparison.Ordinal);
            // Whom the rules name is looked at without being asked for.
            (code, said) = Checkers.Pbdd(folder, "verify", "public.zip", "--so-far");
            Assert.True(code == 0 && said.Contains($"{Anna} up to {size} entries", StringComparison.Ordinal), said);

            Rewrite(folder, text => WitnessLine().Replace(text, ""));
            (code, said) = Checkers.Pbdd(folder, "verify", "cut.zip", "--so-far", "--witness", key);
            Assert.True(code == 1 && said.Contains($"no checkpoint of this history carries the line of {Anna}", StringComparison.Ordinal), said);
            Rewrite(folder, text => WitnessLine().Replace(text, line => line.Value[..^8] + (line.Value[^8] == 'A' ? 'B' : 'A') + line.Value[^7..]));
            (code, said) = Checkers.Pbdd(folder, "verify", "cut.zip", "--so-far");
            Assert.True(code == 1 && said.Contains($"the line of {Anna} under the checkpoint of", StringComparison.Ordinal), said);
        }
        finally
        {
            laptop?.Kill();
            laptop?.Dispose();
        }
    }

    [Fact]
    public async Task A_day_whose_witness_does_not_sign_opens_only_where_two_say_so_and_is_said_to_for_ever()
    {
        using var folder = new TemporaryFolder();
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var iain = await ConsoleBrowser.SecondAsync(site);
        var (_, key) = Checkers.Pbdd(folder, "witness", "new", Anna, "anna.pem");
        var (day, people, _) = await RealDay.ReadyAsync(site.Services, "silent", 3, _ => new NamedWitness(key.Trim(), $"http://127.0.0.1:{FreePort()}"));
        var today = StepRules.DateAt(site.Services.GetRequiredService<TimeProvider>().GetUtcNow(), "Europe/London");
        var refused = await day.TransitionAsync(new Transition(DayPhase.Open, "", people[0], people[1]) { OnDate = today }, default);
        Assert.Equal(DayRefusal.NeedsWitness, refused.Refusal);
        Assert.Equal(DayPhase.Published, (await day.GetAsync(default))!.Phase);

        // The page says it before anybody is asked to agree, and asks.
        await browser.OpenAsync("/console/days/silent/step/open");
        Assert.Null(browser.Page.QuerySelector("[name=WithoutWitness]"));
        await browser.SendAsync("main form.step", ("OnDate", today));
        Assert.Contains("No witness has signed.", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("main form.step", ("OnDate", today), ("WithoutWitness", "true"));
        await browser.AgreedAsync(iain);
        Assert.Equal(DayPhase.Open, (await day.GetAsync(default))!.Phase);
        using var anyone = site.Client();
        Assert.Contains("none had signed when the voting opened", WebUtility.HtmlDecode(await anyone.GetStringAsync("/audit/silent")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_witness_that_signed_once_and_is_away_at_the_opening_is_none()
    {
        using var folder = new TemporaryFolder();
        await ConsoleBrowser.SignedInAsync(site);
        await ConsoleBrowser.SecondAsync(site);
        var (_, key) = Checkers.Pbdd(folder, "witness", "new", Anna, "anna.pem");
        Process? laptop = null;
        try
        {
            var (day, people, _) = await RealDay.ReadyAsync(site.Services, "gone-home", 3, log =>
            {
                var listen = $"127.0.0.1:{FreePort()}";
                laptop = Serve(folder, log, listen);
                return new NamedWitness(key.Trim(), $"http://{listen}");
            });
            var open = new Transition(DayPhase.Open, "", people[0], "") { OnDate = StepRules.DateAt(site.Services.GetRequiredService<TimeProvider>().GetUtcNow(), "Europe/London") };
            // Asked for while it watches: all that is missing is the second person.
            Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.TransitionAsync(open, default)).Refusal);
            var box = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IBallotBoxGrain>(BoxKey.Main("gone-home"));
            Assert.Equal(1, (await box.GetStatusAsync(default)).Witnesses[0].Size);
            Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.TransitionAsync(open, default)).Refusal);
            laptop!.Kill();
            await laptop.WaitForExitAsync();
            // It signed all that there is, and is away all the same.
            Assert.Equal(DayRefusal.NeedsWitness, (await day.TransitionAsync(open with { SecondBy = people[1] }, default)).Refusal);
            Assert.Equal(DayOutcome.Done, await day.AddBatchAsync(new AddBatch("b", [Ledger.Digest.Random().ToString()], MadeByService: false), people[0], people[1], default));
            Assert.Equal(DayRefusal.NeedsWitness, (await day.TransitionAsync(open with { SecondBy = people[1] }, default)).Refusal);
            Assert.Equal(DayOutcome.Done, await day.TransitionAsync(open with { SecondBy = people[1], WithoutWitness = true }, default));
            using var anyone = site.Client();
            Assert.Contains("none had signed when the voting opened", WebUtility.HtmlDecode(await anyone.GetStringAsync("/audit/gone-home")), StringComparison.Ordinal);
        }
        finally
        {
            if (laptop is { HasExited: false }) laptop.Kill();
            laptop?.Dispose();
        }
    }

    [Fact]
    public async Task A_day_without_a_witness_says_so_for_ever()
    {
        await ConsoleBrowser.SignedInAsync(site);
        await ConsoleBrowser.SecondAsync(site);
        await RealDay.ClosedAsync(site.Services, "alone", ballots: 1);
        foreach (var (language, sentence) in new[] { ("en", "Nobody outside witnessed this day."), ("gd", "Cha robh fianais sam bith bhon taobh a-muigh"), ("ar", "لم يشهد أحد من الخارج على هذا اليوم.") })
        {
            using var client = site.Client(language);
            Assert.Contains(sentence, WebUtility.HtmlDecode(await client.GetStringAsync("/audit/alone")), StringComparison.Ordinal);
        }
        using var anyone = site.Client();
        using var zip = new ZipArchive(new MemoryStream(await anyone.GetByteArrayAsync("/api/days/alone/bundle/public.zip")));
        using var readme = new StreamReader(zip.GetEntry("README.txt")!.Open());
        Assert.Contains("NOBODY OUTSIDE WITNESSED THIS LOG", await readme.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_is_not_asked_for_a_witness_and_says_nothing()
    {
        var day = await OpenDay.CreateAsync(site.Services, "practice");
        using var anyone = site.Client();
        Assert.DoesNotContain("witnessed", await anyone.GetStringAsync($"/audit/{day.Id}"), StringComparison.Ordinal);
    }

    // The witness's lines under checkpoints.txt and the last checkpoint, changed; the rest of the zip as it was.
    private static void Rewrite(TemporaryFolder folder, Func<string, string> change)
    {
        using var from = ZipFile.OpenRead(folder.File("public.zip"));
        var members = new List<BundleMember>();
        foreach (var entry in from.Entries)
        {
            using var read = new MemoryStream();
            using (var content = entry.Open()) content.CopyTo(read);
            members.Add(entry.FullName is "checkpoints.txt" or "log/checkpoint"
                ? BundleMember.Of(entry.FullName, change(Encoding.UTF8.GetString(read.ToArray())))
                : BundleMember.Of(entry.FullName, read.ToArray()));
        }
        using var to = File.Create(folder.File("cut.zip"));
        BundleWriter.Write(to, members);
    }

    private static Process Serve(TemporaryFolder folder, string logKey, string listen)
    {
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "pbdd.dll"), "witness", "serve", "--keep", folder.File("kept"), "--key", logKey, "--sign-as", Anna,
            "--with", folder.File("anna.pem"), "--listen", listen,
        ])
        { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith(Anna, StringComparison.Ordinal))
        {
        }
        return process;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    [GeneratedRegex("— witness.example/anna .*\n")]
    private static partial Regex WitnessLine();
}
