using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Tests;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Site;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Running;

/// <summary>Two figures for one thing always agree, on every surface that shows them, whatever happened before. Source: docs/adr/0086.</summary>
[Collection(OneServiceAtATime.Name)]
public sealed class FiguresAgreeTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Id = "agrees";

    private readonly HttpClient _anyone = site.Client();
    private ConsoleBrowser _console = null!;
    private PairedStation _door = null!, _side = null!;

    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    [Fact]
    public async Task Door_console_running_page_screen_account_and_metrics_say_the_same_after_undo_replacement_spoiling_late_batches_and_settling()
    {
        _console = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, Id, upTo: DayPhase.Published);
        (_door, _side) = (await PairedStation.PairAsync(site, Id), await PairedStation.PairAsync(site, Id, name: "Side door"));
        var pile = Enumerable.Range(0, 4).Select(_ => CardSecret.Draw().Derive(day.Origin).Number).ToArray();
        await day.AddLateBatchAsync($"{AddBatch.PileOf(_door.Station.GetProperty("station").GetString()!)}1", pile);
        Assert.Equal(DayOutcome.Done, await Grains.GetGrain<IDecisionDayGrain>(Id).ActivateBatchAsync($"{AddBatch.PileOf(_door.Station.GetProperty("station").GetString()!)}1", "organiser-a", default));
        await day.StepAsync(DayPhase.Open);
        await AgreeAsync(new(People: 0, Usable: 4, Used: 0, Ballots: 0, Printed: 16));

        foreach (var card in new[] { 0, 1, 2, 3 }) Assert.Equal("issued", await _door.AskAsync(new { card = Outside(day, card) }));
        Assert.Equal("issued", await _side.AskAsync(new { card = Outside(day, 4) }));
        Assert.Equal("already-issued", await _side.AskAsync(new { card = Outside(day, 0) }));
        await AgreeAsync(new(People: 5, Usable: 9, Used: 0, Ballots: 0, Printed: 16));

        // Somebody votes, and votes again: one ballot.
        Assert.True((await _anyone.PostAsJsonAsync($"/api/days/{Id}/ballots", day.Cast(0))).IsSuccessStatusCode);
        Assert.True((await _anyone.PostAsJsonAsync($"/api/days/{Id}/ballots", day.Cast(0, "approve 3", 2))).IsSuccessStatusCode);
        Assert.True((await _anyone.PostAsJsonAsync($"/api/days/{Id}/ballots", day.Cast(4))).IsSuccessStatusCode);
        await AgreeAsync(new(People: 5, Usable: 9, Used: 2, Ballots: 2, Printed: 16));

        // A hand-out is undone: one person fewer, and the card stays among those that were made usable.
        var codes = await PairsAsync();
        Assert.Equal("undone", await StatusAsync(_door, "undo", new { card = Outside(day, 1), codes = codes[0] }));
        await AgreeAsync(new(People: 4, Usable: 9, Used: 2, Ballots: 2, Printed: 16));

        // A late batch, and one whose printing failed.
        var spare = CardSecret.Draw().Derive(day.Origin).Number;
        await day.AddLateBatchAsync("exchange-1", spare);
        await day.AddLateBatchAsync("late", Number(day), Number(day));
        await day.AddLateBatchAsync("spoilt", Number(day), Number(day), Number(day));
        await AgreeAsync(new(People: 4, Usable: 9, Used: 2, Ballots: 2, Printed: 22));
        Assert.Equal(DayOutcome.Done, await Grains.GetGrain<IDecisionDayGrain>(Id).SpoilBatchAsync("spoilt", "organiser-a", "organiser-b", default));
        await AgreeAsync(new(People: 4, Usable: 9, Used: 2, Ballots: 2, Printed: 19));

        // A card is lost and replaced: nobody new came in.
        Assert.Equal("replaced", await StatusAsync(_door, "lost", new { strip = Outside(day, 2), card = ShortNumber.Of(spare).Symbols, codes = codes[1] }));
        await AgreeAsync(new(People: 4, Usable: 10, Used: 2, Ballots: 2, Printed: 19));

        // A card is handed in for paper, which takes its ballot out.
        await day.SurrenderAsync(4);
        await AgreeAsync(new(People: 4, Usable: 10, Used: 2, Ballots: 1, Printed: 19));

        // The door tells what it did without a network, twice.
        for (var again = 0; again < 2; again++)
            Assert.Equal(HttpStatusCode.OK, (await _door.Http.PostAsJsonAsync($"/api/days/{Id}/door/settlements", new { id = "alone-1", cards = 3 })).StatusCode);
        await AgreeAsync(new(People: 7, Usable: 10, Used: 2, Ballots: 1, Printed: 19));

        await day.StepAsync(DayPhase.Closed);
        Assert.Equal(HttpStatusCode.OK, (await _door.Http.PostAsJsonAsync($"/api/days/{Id}/door/settlements", new { id = "alone-2", cards = 1 })).StatusCode);
        await AgreeAsync(new(People: 8, Usable: 10, Used: 2, Ballots: 1, Printed: 19), doors: false);
        var account = await Grains.GetGrain<IDecisionDayGrain>(Id).GetFiguresAsync(default);
        Assert.Equal((19, 10, 2, 1), (account.Printed, account.Issued, account.Used, account.Surrendered));
        foreach (var phase in new[] { DayPhase.Counted, DayPhase.Declared }) await day.StepAsync(phase);
        await AgreeAsync(new(People: 8, Usable: 10, Used: 2, Ballots: 1, Printed: 19), doors: false, metrics: false);
    }

    private sealed record Shown(long People, long Usable, long Used, long Ballots, long Printed);

    private async Task AgreeAsync(Shown expected, bool doors = true, bool metrics = true)
    {
        var told = new Dictionary<string, long?>(StringComparer.Ordinal);
        if (doors)
            foreach (var door in new[] { _door, _side })
            {
                var view = await door.Http.GetFromJsonAsync<JsonElement>($"/api/days/{Id}/door");
                Assert.Equal(expected.People, view.GetProperty("people").GetInt64());
                told[$"arrivals at {view.GetProperty("name").GetString()}"] = view.GetProperty("arrivals").GetInt64();
            }

        await _console.OpenAsync($"/console/days/{Id}/running");
        Assert.Equal(expected, new(Figure("people"), Figure("usable"), Figure("used"), Figure("ballots"), expected.Printed));
        var byDoor = _console.Page.QuerySelectorAll(".station-seen[data-station]").Sum(station => Number(station.QuerySelector(".station-figures")!.TextContent));
        if (doors) Assert.Equal(told.Values.Sum(), byDoor);
        Assert.Equal(expected.People, byDoor);

        await _console.OpenAsync($"/console/days/{Id}");
        Assert.Equal(expected, new(Watched("checkedIn"), Watched("issued"), Watched("used"), Watched("ballots"), Watched("printed")));

        // The screen's snapshot is at most a beat old.
        await Eventually.HoldsAsync(async () =>
        {
            var screen = await _anyone.GetFromJsonAsync<JsonElement>($"/api/days/{Id}/standings");
            return (screen.GetProperty("issued").GetInt64(), screen.GetProperty("ballots").GetInt64()) == (expected.Usable, expected.Ballots);
        });

        await _console.OpenAsync($"/audit/{Id}");
        Assert.Equal((expected.Printed, expected.Usable, expected.Used, expected.Ballots), (Account(0), Account(1), Account(2), Account(3)));

        if (!metrics) return;
        var figures = await _anyone.GetStringAsync("/metrics");
        Assert.Equal(
            (expected.People, expected.Usable, expected.Used, expected.Ballots),
            (Metric(figures, "people"), Metric(figures, "cards_usable"), Metric(figures, "cards_used"), Metric(figures, "ballots")));
        Assert.DoesNotContain(Id, figures, StringComparison.Ordinal);
    }

    private long Figure(string name) => long.Parse(_console.Page.QuerySelector($"#figure-{name}")!.TextContent, CultureInfo.InvariantCulture);

    private long Watched(string name) => long.Parse(_console.Page.QuerySelector($"[data-watched={name}]")!.TextContent, CultureInfo.InvariantCulture);

    private long Account(int at) => long.Parse(_console.Page.QuerySelectorAll("section[aria-labelledby=account] dd")[at].TextContent, CultureInfo.InvariantCulture);

    private static long Number(string text) => Regex.Match(text, @"\d+") is { Success: true } found ? long.Parse(found.Value, CultureInfo.InvariantCulture) : 0;

    private static long Metric(string figures, string name) =>
        long.Parse(Regex.Match(figures, $@"^pbdd_days_{name}(?:\{{[^}}]*\}})? (\d+)", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);

    private static string Outside(OpenDay day, int card) => ShortNumber.Of(day.Cards[card].Derive(day.Origin).Number).Symbols;

    private static Digest Number(OpenDay day) => CardSecret.Draw().Derive(day.Origin).Number;

    private static async Task<string> StatusAsync(PairedStation door, string path, object body)
    {
        var answer = await door.Http.PostAsJsonAsync($"/api/days/{Id}/{path}", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()!;
    }

    private async Task<string[][]> PairsAsync()
    {
        var organisers = (await Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListOrganisersAsync(default)).Where(organiser => organiser is { RehearsalsOnly: false, Removed: false }).Take(2).ToArray();
        var register = Grains.GetGrain<IRegisterGrain>(Id);
        var (first, second) = (await register.MakeDoorCodesAsync(organisers[0].Id, default), await register.MakeDoorCodesAsync(organisers[1].Id, default));
        return [.. first.Zip(second, (one, other) => new[] { one, other })];
    }
}
