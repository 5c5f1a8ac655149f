using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Doors;

public sealed class DoorTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    private Task<OpenDay> OpenAsync(DayPhase upTo = DayPhase.Open) => OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24], upTo: upTo);

    // The last card of an open day is the one that was not handed out.
    private static string Outside(OpenDay day, int card = 11) => ShortNumber.Of(day.Cards[card].Derive(day.Origin).Number).ToString();

    [Fact]
    public async Task A_card_is_handed_out_once_whatever_door_asks()
    {
        var day = await OpenAsync();
        var (first, second) = (await PairedStation.PairAsync(site, day.Id), await PairedStation.PairAsync(site, day.Id, name: "Side door"));
        Assert.Equal("issued", await first.AskAsync(new { card = Outside(day) }));
        Assert.Equal("already-issued", await second.AskAsync(new { card = Outside(day).ToLowerInvariant() }));
        var doors = await Task.WhenAll(first.Http.GetFromJsonAsync<JsonElement>($"/api/days/{day.Id}/door"), second.Http.GetFromJsonAsync<JsonElement>($"/api/days/{day.Id}/door"));
        Assert.Equal([1, 0], doors.Select(door => door.GetProperty("arrivals").GetInt64()));
    }

    [Fact]
    public async Task A_strange_card_and_an_ended_one_are_told_apart()
    {
        var day = await OpenAsync();
        var door = await PairedStation.PairAsync(site, day.Id);
        Assert.Equal("unknown", await door.AskAsync(new { card = ShortNumber.Of(Digest.Random()).Symbols }));
        await day.VoidAsync(11);
        Assert.Equal("ended", await door.AskAsync(new { card = Outside(day) }));
    }

    [Fact]
    public async Task People_who_come_before_the_opening_get_their_card_too()
    {
        var day = await OpenAsync(DayPhase.Published);
        var door = await PairedStation.PairAsync(site, day.Id);
        Assert.Equal("issued", await door.AskAsync(new { card = Outside(day) }));
    }

    [Fact]
    public async Task The_inside_of_a_card_is_refused_and_stands_in_no_log()
    {
        var day = await OpenAsync();
        var door = await PairedStation.PairAsync(site, day.Id);
        var answer = await door.CheckInAsync(new { card = day.Cards[3].Symbols });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.DoesNotContain(day.Cards[3].Symbols, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(site.Log, line => line.Contains(day.Cards[3].Symbols, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_opened_as_a_test_is_exchanged_at_one_of_two_doors_for_its_inside_which_stands_in_no_log()
    {
        var day = await OpenAsync();
        var (first, second) = (await PairedStation.PairAsync(site, day.Id), await PairedStation.PairAsync(site, day.Id, name: "Side door"));
        var card = day.Cards[3].Derive(day.Origin);
        var request = new { card = card.Number.ToString(), inside = card.Inside.ToString() };
        Assert.Equal("not-to-exchange", await ExchangeAsync(first, request));
        await day.OpenOutAsync(3);
        foreach (var forged in new[] { card.Number, card.Proof(6), card.Proof(7) })
            Assert.Equal("unknown", await ExchangeAsync(first, new { request.card, inside = forged.ToString() }));
        Assert.Equal(
            ["already-exchanged", "exchanged"], (await Task.WhenAll(ExchangeAsync(first, request), ExchangeAsync(second, request))).Order(StringComparer.Ordinal));

        var spare = CardSecret.Draw().Derive(day.Origin).Number;
        await day.AddLateBatchAsync("exchange-1", spare);
        Assert.Equal("replaced", await first.AskAsync(new { card = ShortNumber.Of(spare).Symbols }));
        Assert.Equal(0, (await first.Http.GetFromJsonAsync<JsonElement>($"/api/days/{day.Id}/door")).GetProperty("arrivals").GetInt64());
        foreach (var secret in new[] { request.inside, day.Cards[3].Symbols })
            Assert.DoesNotContain(site.Log, line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("""{"card":"7K3M-41CF-XQ0Z2","inside":"7K3M-41CF-XQ0Z2"}""", 422)]
    public async Task An_exchange_without_an_inside_is_refused_with_a_sentence(string body, int status)
    {
        var day = await OpenAsync(DayPhase.Published);
        var door = await PairedStation.PairAsync(site, day.Id);
        var answer = await door.Http.PostAsync($"/api/days/{day.Id}/exchanges", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.NotEmpty((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!);
    }

    private static async Task<string> ExchangeAsync(PairedStation door, object request)
    {
        var answer = await door.Http.PostAsJsonAsync($"/api/days/{door.Day}/exchanges", request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()!;
    }

    [Theory]
    [InlineData("{}", 422)]
    [InlineData("""{"card":"1","line":"2"}""", 422)]
    [InlineData("""{"line":"2"}""", 422)]
    [InlineData("""{"card":"not a number"}""", 422)]
    [InlineData("[", 400)]
    public async Task What_is_no_check_in_is_refused_with_a_sentence(string body, int status)
    {
        var day = await OpenAsync(DayPhase.Published);
        var door = await PairedStation.PairAsync(site, day.Id);
        var answer = await door.Http.PostAsync($"/api/days/{day.Id}/checkins", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task On_a_register_a_person_is_found_by_name_and_marked_once()
    {
        var day = await RegisterDayAsync([new NewLine("17", "Mòrag NicDhòmhnaill", "Harbour Street", "PASSMORAG1"), new NewLine("", "Iain Ross", "Shore Road", "")]);
        var (first, second) = (await PairedStation.PairAsync(site, day), await PairedStation.PairAsync(site, day, name: "Side door"));

        var found = await (await first.Http.PostAsJsonAsync($"/api/days/{day}/register/find", new { query = "morag nic" })).Content.ReadFromJsonAsync<JsonElement>();
        var line = Assert.Single(found.EnumerateArray());
        Assert.Equal("Harbour Street", line.GetProperty("detail").GetString());

        Assert.Equal("checked-in", await first.AskAsync(new { line = line.GetProperty("line").GetString() }));
        var again = await (await second.CheckInAsync(new { pass = "passmorag1" })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("already-checked-in", again.GetProperty("status").GetString());
        Assert.Equal("Main door", again.GetProperty("line").GetProperty("door").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d$", again.GetProperty("line").GetProperty("hour").GetString());
        Assert.Equal("unknown", await second.AskAsync(new { pass = "SOMEBODYELSE" }));
        Assert.DoesNotContain(site.Log, entry => entry.Contains("NicDhòmhnaill", StringComparison.Ordinal) || entry.Contains("morag nic", StringComparison.Ordinal) || entry.Contains("Harbour Street", StringComparison.Ordinal));
    }

    private async Task<string> RegisterDayAsync(ImmutableArray<NewLine> people)
    {
        var grains = site.Services.GetRequiredService<IGrainFactory>();
        var made = await OpenAsync(DayPhase.Draft);
        var day = grains.GetGrain<IDecisionDayGrain>(made.Id);
        var settings = (await day.GetAsync(default))!.Settings;
        Assert.Equal(DayRefusal.None, (await day.ConfigureAsync(settings with { CheckIn = CheckInMode.Register }, "organiser-a", default)).Refusal);
        await made.StepAsync(DayPhase.Published);
        Assert.Equal(-1, (await grains.GetGrain<IRegisterGrain>(made.Id).AddAsync(people, default)).ProblemAt);
        return made.Id;
    }
}
