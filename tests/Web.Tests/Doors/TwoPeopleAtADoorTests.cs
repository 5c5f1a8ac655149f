using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Doors;

/// <summary>What takes two people at a door, a person added there, and settling, over the wire. Source: docs/adr/0068.</summary>
public sealed class TwoPeopleAtADoorTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    private IRegisterGrain Register(string day) => Grains.GetGrain<IRegisterGrain>(day);

    [Fact]
    public async Task A_hand_out_is_undone_once_by_two_peoples_own_codes_and_the_card_is_ended()
    {
        var day = await OpenDay.CreateAsync(site.Services, NewId(), issue: false);
        var (first, second) = (await PairedStation.PairAsync(site, day.Id), await PairedStation.PairAsync(site, day.Id, name: "Side door"));
        var pairs = await PairsAsync(day.Id);
        var codes = pairs[0];
        var card = Outside(day, 0);
        foreach (var other in new[] { card, Outside(day, 1) }) Assert.Equal("issued", await first.AskAsync(new { card = other }));

        Assert.Equal("codes-wrong", await StatusAsync(first, "undo", new { card, codes = new[] { codes[0], "K7Q2ZY4N" } }));
        Assert.Equal("codes-one-person", await StatusAsync(first, "undo", new { card, codes = new[] { codes[0], codes[0] } }));
        Assert.Equal("codes-wrong", await StatusAsync(first, "undo", new { card, codes = new[] { codes[0] } }));
        Assert.Equal("already-issued", await second.AskAsync(new { card }));
        Assert.Equal(2, await ArrivalsAsync(first));

        // Both press at once, and one answer was lost: the person is taken out once.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => Assert.Equal("undone", await StatusAsync(first, "undo", new { card, codes }))));
        Assert.Equal("ended", await second.AskAsync(new { card }));
        Assert.Equal((1, 1), (await ArrivalsAsync(first), await PeopleAsync(second)));
        // What was typed once is good for nothing else.
        Assert.Equal("codes-spent", await StatusAsync(first, "undo", new { card = Outside(day, 1), codes }));
        Assert.Equal("codes-spent", await StatusAsync(first, "lost", new { strip = Outside(day, 1), card = Outside(day, 2), codes }));
        Assert.Equal("already-issued", await second.AskAsync(new { card = Outside(day, 1) }));
        Assert.Equal("not-possible", await StatusAsync(first, "undo", new { card = Outside(day, 5), codes = pairs[1] }));
        Assert.Equal("unknown", await StatusAsync(first, "undo", new { card = ShortNumber.Of(Ledger.Digest.Random()).Symbols, codes = pairs[2] }));

        var voter = day.Cards[1].Derive(day.Origin);
        var cast = new CastBallot(voter.Number.ToString(), 1, voter.Proof(1).ToString(), "approve 1", Attempt.Of(Ledger.Digest.Random().ToBytes()).ToString());
        Assert.Equal(CastStatus.Accepted, (await day.Box.CastAsync(cast, default)).Status);
        Assert.Equal("card-has-cast", await StatusAsync(first, "undo", new { card = Outside(day, 1), codes = pairs[3] }));
        foreach (var code in pairs.SelectMany(pair => pair)) Assert.DoesNotContain(site.Log, line => line.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_card_is_replaced_in_one_step_against_its_strip_and_sent_again_it_goes_on()
    {
        var day = await OpenDay.CreateAsync(site.Services, NewId(), issue: false);
        var door = await PairedStation.PairAsync(site, day.Id);
        var pairs = await PairsAsync(day.Id);
        var codes = pairs[0];
        Assert.Equal("issued", await door.AskAsync(new { card = Outside(day, 0) }));
        var spare = CardSecret.Draw().Derive(day.Origin).Number;
        await day.AddLateBatchAsync("exchange-1", spare);
        var card = ShortNumber.Of(spare).Symbols;

        Assert.Equal("codes-wrong", await StatusAsync(door, "lost", new { strip = Outside(day, 0), card, codes = new[] { "K7Q2ZY4N", codes[1] } }));
        Assert.Equal("none-to-replace", await door.AskAsync(new { card }));
        // A card of the wrong pile: the lost one is ended, and the next press goes on with another.
        Assert.Equal("not-for-exchange", await StatusAsync(door, "lost", new { strip = Outside(day, 0), card = Outside(day, 1), codes }));
        Assert.Equal("ended", await door.AskAsync(new { card = Outside(day, 0) }));
        Assert.Equal("replaced", await StatusAsync(door, "lost", new { strip = Outside(day, 0), card, codes }));
        Assert.Equal("already-issued", await StatusAsync(door, "lost", new { strip = Outside(day, 0), card, codes }));
        Assert.Equal(1, await PeopleAsync(door));
        Assert.Equal("codes-spent", await StatusAsync(door, "lost", new { strip = Outside(day, 3), card, codes }));
        Assert.Equal("not-possible", await StatusAsync(door, "lost", new { strip = Outside(day, 3), card, codes = pairs[1] }));
        var same = await door.Http.PostAsJsonAsync($"/api/days/{day.Id}/lost", new { strip = card, card, codes });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, same.StatusCode);
    }

    [Fact]
    public async Task The_code_of_somebody_who_is_no_organiser_is_worth_nothing()
    {
        var day = await OpenDay.CreateAsync(site.Services, NewId(), issue: false);
        var door = await PairedStation.PairAsync(site, day.Id);
        var codes = (await PairsAsync(day.Id))[0];
        var stranger = (await Register(day.Id).MakeDoorCodesAsync("who-was-removed", default))[0];
        Assert.Equal("issued", await door.AskAsync(new { card = Outside(day, 0) }));
        Assert.Equal("codes-wrong", await StatusAsync(door, "undo", new { card = Outside(day, 0), codes = new[] { codes[0], stranger } }));
        Assert.Equal("undone", await StatusAsync(door, "undo", new { card = Outside(day, 0), codes }));
    }

    [Fact]
    public async Task At_a_register_both_doors_are_told_how_a_person_stands_and_what_is_undone_is_free_again()
    {
        var day = await RegisterDayAsync("Do you live here?");
        await Register(day).AddAsync([new NewLine("17", "Mòrag NicDhòmhnaill", "", ""), new NewLine("18", "Iain Ross", "", "")], default);
        var (first, second) = (await PairedStation.PairAsync(site, day), await PairedStation.PairAsync(site, day, name: "Side door"));
        var codes = (await PairsAsync(day))[0];
        Assert.Equal("checked-in", await first.AskAsync(new { line = "17" }));
        var elsewhere = await JsonAsync(second, "undo", new { line = "17", codes });
        Assert.Equal(("at-another-door", "Main door"), (Text(elsewhere, "status"), Text(elsewhere.GetProperty("line"), "door")));
        Assert.Equal("codes-wrong", await StatusAsync(first, "undo", new { line = "17", codes = new[] { codes[0], "" } }));
        Assert.Equal("undone", await StatusAsync(first, "undo", new { line = "17", codes }));
        Assert.Equal("", Text(await JsonAsync(second, "register/line", new { line = "17" }), "door"));
        Assert.Equal(HttpStatusCode.NoContent, (await second.Http.PostAsJsonAsync($"/api/days/{day}/register/line", new { line = "99" })).StatusCode);
        Assert.Equal("not-checked-in", await StatusAsync(first, "undo", new { line = "17", codes }));
        Assert.Equal("checked-in", await second.AskAsync(new { line = "17" }));
        // A door that has seen them undoes nothing alone.
        Assert.Equal("codes-spent", await StatusAsync(second, "undo", new { line = "17", codes }));
        Assert.Equal((0, 1), (await ArrivalsAsync(first), await PeopleAsync(first)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await first.Http.PostAsJsonAsync($"/api/days/{day}/undo", new { card = "7K3M-41CF-XQ0Z2", codes })).StatusCode);
    }

    [Fact]
    public async Task A_person_is_added_under_the_days_question_after_those_who_may_be_the_same_were_shown()
    {
        var day = await RegisterDayAsync("Do you live, work or study here, and are you 10 or older?");
        await Register(day).AddAsync([new NewLine("17", "Catherine MacLeod", "Harbour Street", "")], default);
        var door = await PairedStation.PairAsync(site, day);
        var alike = await JsonAsync(door, "register/additions", new { name = "Kathryn McLeod", detail = "", entitled = true });
        Assert.Equal("may-be-same", Text(alike, "status"));
        Assert.Equal("17", Text(Assert.Single(alike.GetProperty("alike").EnumerateArray()), "line"));
        var refused = await door.Http.PostAsJsonAsync($"/api/days/{day}/register/additions", new { name = "Kathryn McLeod", entitled = false });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        // Somebody else who may be the same was shown to nobody, whatever was said of the first.
        Assert.Equal("may-be-same", await StatusAsync(door, "register/additions", new { name = "Kathryn McLeod", entitled = true, noneOf = new[] { "18" } }));
        foreach (var (path, body) in new[] { ("additions", """{"name":null,"entitled":true}"""), ("line", """{"line":null}""") })
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            Assert.Equal(HttpStatusCode.BadRequest, (await door.Http.PostAsync($"/api/days/{day}/register/{path}", content)).StatusCode);
        }
        Assert.Equal(1, (await Register(day).GetTotalsAsync(default)).Lines);
        Assert.Equal("added", await StatusAsync(door, "register/additions", new { name = "Kathryn McLeod", entitled = true, noneOf = new[] { "17" } }));
        Assert.Equal((1, 1), (await ArrivalsAsync(door), await PeopleAsync(door)));
        Assert.DoesNotContain(site.Log, line => line.Contains("McLeod", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_question_doors_add_nobody()
    {
        var day = await RegisterDayAsync(null);
        var door = await PairedStation.PairAsync(site, day);
        var refused = await door.Http.PostAsJsonAsync($"/api/days/{day}/register/additions", new { name = "Kathryn McLeod", entitled = true });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("nobody-added", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_door_gets_its_own_part_with_a_key_of_its_own_and_settles_as_often_as_it_likes()
    {
        var day = await RegisterDayAsync(null);
        await Register(day).AddAsync([.. Enumerable.Range(0, 4).Select(at => new NewLine($"{at}", $"{(char)('a' + at)}nne", "", ""))], default);
        var (first, second) = (await PairedStation.PairAsync(site, day), await PairedStation.PairAsync(site, day, name: "Side door"));
        var (mine, theirs) = (await JsonAsync(first, "door/part", new { }), await JsonAsync(second, "door/part", new { }));
        Assert.NotEqual(Text(mine, "key"), Text(theirs, "key"));
        Assert.Equal(["0", "1"], mine.GetProperty("lines").EnumerateArray().Select(line => Text(line, "line")));
        Assert.Equal(["2", "3"], theirs.GetProperty("lines").EnumerateArray().Select(line => Text(line, "line")));
        var again = await JsonAsync(first, "door/part", new { has = Text(mine, "stamp"), answered = mine.GetProperty("at").GetInt64() });
        Assert.Empty(again.GetProperty("lines").EnumerateArray());
        Assert.True(again.GetProperty("at").GetInt64() >= mine.GetProperty("at").GetInt64());
        // What is no time of the service's is none.
        foreach (var strange in new[] { -1, long.MaxValue }) await JsonAsync(first, "door/part", new { answered = strange });

        Assert.Equal("checked-in", await second.AskAsync(new { line = "1" }));
        for (var time = 0; time < 2; time++)
        {
            var settled = (await JsonAsync(first, "door/settlements", new { marks = Marks("0", "1") })).GetProperty("marks").EnumerateArray().ToArray();
            Assert.Equal(["settled", "twice"], settled.Select(mark => Text(mark, "status")));
            Assert.Equal("Side door", Text(settled[1].GetProperty("standing"), "door"));
        }

        Assert.Equal((1, 2), (await ArrivalsAsync(first), await PeopleAsync(first)));
        foreach (var wrong in new object[] { new { }, new { id = "x", cards = 3 }, new { marks = Array.Empty<object>() }, new { marks = Marks([.. Enumerable.Range(0, 101).Select(at => $"{at}")]) }, new { marks = new[] { new { id = "", line = "1" } } } })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await first.Http.PostAsJsonAsync($"/api/days/{day}/door/settlements", wrong)).StatusCode);
    }

    [Fact]
    public async Task After_the_close_a_door_may_settle_and_nothing_else_and_a_revoked_one_not_even_that()
    {
        var made = await OpenDay.CreateAsync(site.Services, NewId(), upTo: DayPhase.Draft);
        var day = Grains.GetGrain<IDecisionDayGrain>(made.Id);
        var settings = (await day.GetAsync(default))!.Settings with { CheckIn = CheckInMode.Register };
        Assert.Equal(DayRefusal.None, (await day.ConfigureAsync(settings, "organiser-a", default)).Refusal);
        await made.StepAsync(DayPhase.Published);
        var origin = (await day.GetAsync(default))!.Origin;
        var cards = new AddBatch("a", [.. made.Cards.Select(card => card.Derive(origin).Number.ToString())], true);
        Assert.Equal(DayRefusal.None, (await day.AddBatchAsync(cards, "organiser-a", "", default)).Refusal);
        await made.StepAsync(DayPhase.Open);
        await Register(made.Id).AddAsync([.. Enumerable.Range(0, 4).Select(at => new NewLine($"{at}", $"{(char)('a' + at)}nne", "", ""))], default);
        var (door, revoked) = (await PairedStation.PairAsync(site, made.Id), await PairedStation.PairAsync(site, made.Id, name: "Side door"));
        var key = Text(await JsonAsync(door, "door/part", new { }), "key");
        await made.StepAsync(DayPhase.Closed);
        site.Services.GetRequiredService<DayReader>().Forget(made.Id);
        var station = (await day.GetAsync(default))!.Stations.Single(one => one.Name == "Side door").Station;
        Assert.Equal(DayRefusal.None, (await day.RevokeStationAsync(station, "organiser-a", default)).Refusal);
        await EventuallyAsync(async () => await CodeAsync(door, "checkins", new { line = "0" }) == HttpStatusCode.Unauthorized
            && await CodeAsync(revoked, "door/part", new { }) == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.Unauthorized, (await door.Http.GetAsync($"/api/days/{made.Id}/door")).StatusCode);
        // The key is for what it holds; names it gets no more.
        var part = await JsonAsync(door, "door/part", new { });
        Assert.Equal((key, 0), (Text(part, "key"), part.GetProperty("lines").GetArrayLength()));
        Assert.Contains("data-day", await door.Http.GetStringAsync("/door"), StringComparison.Ordinal);
        var settled = (await JsonAsync(door, "door/settlements", new { marks = Marks("1", "2") })).GetProperty("marks");
        Assert.Equal(["settled", "settled"], settled.EnumerateArray().Select(mark => Text(mark, "status")));
        Assert.Equal([new DoorCount("Main door", 2)], (await Register(made.Id).GetTotalsAsync(default)).Late);
        Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync(revoked, "door/settlements", new { marks = Marks("3") }));

        // The count page says it by door; an organiser says it of the one that cannot.
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync($"/console/days/{made.Id}/count");
        Assert.Contains("Main door: 2 let in without a network, told by the door after the close", browser.Page.Body!.TextContent, StringComparison.Ordinal);
        await browser.SendAsync("form[action*='Door']", ("door", "Side door"), ("people", "three"));
        await browser.SendAsync("form[action*='Door']", ("door", "Side door"), ("people", "3"));
        await browser.OpenAsync($"/console/days/{made.Id}/count");
        Assert.Contains("Side door: 3 let in without a network, told by an organiser after the close", browser.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(5, (await day.GetFiguresAsync(default)).CheckedIn);

        await made.StepAsync(DayPhase.Counted);
        await EventuallyAsync(async () => await CodeAsync(door, "door/settlements", new { marks = Marks("3") }) == HttpStatusCode.Unauthorized);
        Assert.DoesNotContain("data-day", await door.Http.GetStringAsync("/door"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spare_device_is_no_door_under_the_name_of_one_that_stands_and_the_console_says_so()
    {
        var day = await RegisterDayAsync(null);
        await Register(day).AddAsync([new NewLine("1", "Anne", "", "")], default);
        var first = await PairedStation.PairAsync(site, day);
        Assert.Single((await JsonAsync(first, "door/part", new { })).GetProperty("lines").EnumerateArray());
        site.Services.GetRequiredService<DayReader>().Forget(day);
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync($"/console/days/{day}/stations");
        await browser.SendAsync("form[action*='Offer']", ("Role", "Door"), ("Name", " Main door "), ("Venue", "hall"));
        Assert.Contains("A door of this name is there already. Revoke it first", browser.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector(".pairing-code"));
        await browser.SendAsync("form[action*='Offer']", ("Role", "Door"), ("Name", "Side door"), ("Venue", "hall"));
        Assert.NotNull(browser.Page.QuerySelector(".pairing-code"));
        Assert.Equal("", Text(await JsonAsync(first, "door/part", new { leaves = true }), "key"));
    }

    [Fact]
    public async Task The_worker_of_the_doors_page_may_have_that_page_and_nothing_else()
    {
        var day = await OpenDay.CreateAsync(site.Services, NewId(), upTo: DayPhase.Published);
        using var anyone = site.Client();
        var script = await anyone.GetAsync("/js/door-worker.js");
        Assert.Equal(["/door"], script.Headers.GetValues("Service-Worker-Allowed"));
        Assert.False((await anyone.GetAsync("/js/door.js")).Headers.Contains("Service-Worker-Allowed"));
        Assert.False((await anyone.GetAsync("/door")).Headers.Contains("X-Door"));
        var door = await PairedStation.PairAsync(site, day.Id);
        Assert.Equal(["paired"], (await door.Http.GetAsync("/door")).Headers.GetValues("X-Door"));
    }

    [Fact]
    public async Task An_organisers_own_codes_are_shown_once_on_the_console_and_how_many_are_left()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, NewId(), upTo: DayPhase.Published);
        await browser.OpenAsync($"/console/days/{day.Id}/stations");
        await browser.SendAsync("form[action*='Code']");
        var codes = browser.Page.QuerySelectorAll("#door-codes li").Select(code => code.TextContent.Trim()).ToArray();
        Assert.Equal(5, codes.Length);
        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}$", code));
        await browser.OpenAsync($"/console/days/{day.Id}/stations");
        Assert.Null(browser.Page.QuerySelector("#door-codes"));
        Assert.Contains("Codes that you have left: 5", browser.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("#door-codes-used"));
    }

    private static string NewId() => $"day-{Guid.NewGuid():n}"[..24];

    private static string Outside(OpenDay day, int card) => ShortNumber.Of(day.Cards[card].Derive(day.Origin).Number).Symbols;

    /// <summary>Codes of two organisers, each pair for one step.</summary>
    private async Task<string[][]> PairsAsync(string day)
    {
        await ConsoleBrowser.SignedInAsync(site);
        var organisers = (await Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListOrganisersAsync(default))
            .Where(organiser => organiser is { RehearsalsOnly: false, Removed: false }).Take(2).ToArray();
        Assert.Equal(2, organisers.Length);
        var (first, second) = (await Register(day).MakeDoorCodesAsync(organisers[0].Id, default), await Register(day).MakeDoorCodesAsync(organisers[1].Id, default));
        return [.. first.Zip(second, (one, other) => new[] { one, other })];
    }

    private static object[] Marks(params string[] lines) => [.. lines.Select(line => new { id = $"mark-of-{line}", line })];

    private async Task<string> RegisterDayAsync(string? question)
    {
        var made = await OpenDay.CreateAsync(site.Services, NewId(), upTo: DayPhase.Draft);
        var day = Grains.GetGrain<IDecisionDayGrain>(made.Id);
        var settings = (await day.GetAsync(default))!.Settings with { CheckIn = CheckInMode.Register, EntryQuestion = question };
        Assert.Equal(DayRefusal.None, (await day.ConfigureAsync(settings, "organiser-a", default)).Refusal);
        await made.StepAsync(DayPhase.Published);
        return made.Id;
    }

    private static async Task<JsonElement> JsonAsync(PairedStation door, string path, object body)
    {
        var answer = await door.Http.PostAsJsonAsync($"/api/days/{door.Day}/{path}", body);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string> StatusAsync(PairedStation door, string path, object body) => Text(await JsonAsync(door, path, body), "status");

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    private static async Task<int> ArrivalsAsync(PairedStation door) => (await ViewAsync(door)).GetProperty("arrivals").GetInt32();

    private static async Task<int> PeopleAsync(PairedStation door) => (await ViewAsync(door)).GetProperty("people").GetInt32();

    private static async Task<HttpStatusCode> CodeAsync(PairedStation door, string path, object body) =>
        (await door.Http.PostAsJsonAsync($"/api/days/{door.Day}/{path}", body)).StatusCode;

    // What a day is, is asked anew every second or so.
    private static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await isSo()) await Task.Delay(100, patience.Token);
    }

    private static Task<JsonElement> ViewAsync(PairedStation door) => door.Http.GetFromJsonAsync<JsonElement>($"/api/days/{door.Day}/door");
}
