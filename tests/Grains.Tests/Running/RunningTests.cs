using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Running;
using PbDecisionDay.Grains.Running;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.Running;

/// <summary>Contacts, calls and the incident book of a day.</summary>
public sealed class RunningTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Anna = TownDay.Anna;
    private static readonly DateTimeOffset At = new(2026, 5, 30, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_call_is_one_until_it_ends_and_is_there_after_a_restart()
    {
        await using var silo = await TestSilo.StartAsync();
        var day = await new TownDay(silo).PublishedAsync();
        var door = await StationAsync(day);
        var first = await Of(silo).CallAsync(door, CallReason.Queue, default);
        Assert.Equal(CallStatus.Called, first.Status);
        Assert.Equal(first.Call, (await Of(silo).CallAsync(door, CallReason.Help, default)).Call);
        TownDay.Done(await Of(silo).ComeAsync(first.Call!.Id, Anna, default));
        TownDay.Done(await Of(silo).ComeAsync(first.Call.Id, TownDay.Bela, default));
        await silo.RestartAsync();
        var call = (await Of(silo).GetCallAsync(door, default))!;
        Assert.Equal((CallReason.Queue, Anna), (call.Reason, call.ComingBy));
        TownDay.Done(await Of(silo).EndCallAsync(call.Id, Anna, default));
        Assert.Null(await Of(silo).GetCallAsync(door, default));
        Assert.Equal(DayRefusal.Unknown, (await Of(silo).EndCallAsync("77", Anna, default)).Refusal);
    }

    [Fact]
    public async Task A_strange_or_revoked_station_calls_nobody()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync();
        var door = await StationAsync(day);
        Assert.Equal(CallStatus.Unknown, (await Of(silo).CallAsync("0000000000000000", CallReason.Help, default)).Status);
        TownDay.Done(await day.Grain.RevokeStationAsync(door, Anna, default));
        Assert.Equal(CallStatus.Unknown, (await Of(silo).CallAsync(door, CallReason.Help, default)).Status);
        Assert.Empty((await Of(silo).GetAsync(default)).Calls);
    }

    [Fact]
    public async Task When_a_station_was_seen_outlives_the_grains_sleep_and_not_the_start_of_the_service()
    {
        await using var silo = await TestSilo.StartAsync();
        var began = (await Of(silo).GetAsync(default)).Since;
        silo.Time.Advance(TimeSpan.FromMinutes(3));
        await Of(silo).SeeAsync("A", default);
        await Of(silo).SayQueueAsync("A", new QueueSaid(12, 6, At), default);
        await Of(silo).SayQueueAsync("A", new QueueSaid(QueueSaid.Most + 1, null, At), default);
        silo.Time.Advance(TimeSpan.FromMinutes(4));
        var contact = Assert.Single((await Of(silo).GetAsync(default)).Contacts);
        Assert.Equal((began + TimeSpan.FromMinutes(3), 12, 6), (contact.At, contact.Queue!.People, contact.Queue.Minutes));
        Assert.Equal(contact.At, contact.Queue.At);
        await silo.RestartAsync();
        var after = await Of(silo).GetAsync(default);
        Assert.Empty(after.Contacts);
        Assert.Equal(began + TimeSpan.FromMinutes(7), after.Since);
    }

    [Fact]
    public async Task The_incident_book_is_only_added_to()
    {
        await using var silo = await TestSilo.StartAsync();
        await new TownDay(silo).PublishedAsync();
        var told = new WriteIncident("14:05", "Main door", "The fire alarm rang.\nEverybody left.", "");
        TownDay.Done(await Of(silo).WriteIncidentAsync(told, Anna, default));
        TownDay.Done(await Of(silo).WriteIncidentAsync(told, Anna, default));
        TownDay.Done(await Of(silo).AddToIncidentAsync("1", "It was toast.", TownDay.Bela, default));
        Assert.Equal(DayRefusal.Unknown, (await Of(silo).AddToIncidentAsync("2", "What?", Anna, default)).Refusal);
        await silo.RestartAsync();
        var entry = Assert.Single(await Of(silo).GetIncidentsAsync(default));
        Assert.Equal((told, Anna), (entry.Told, entry.By));
        Assert.Equal(("It was toast.", TownDay.Bela), (entry.Additions[0].Text, entry.Additions[0].By));
    }

    [Theory]
    [InlineData("25:00", "Door", "What", "", "Clock")]
    [InlineData("14:05", " ", "What", "", "Place")]
    [InlineData("14:05", "Door", "", "", "What")]
    [InlineData("14:05", "Door", "What", "CARD", "Handled")]
    [InlineData("14:05", "CARD", "What", "", "Place")]
    public async Task What_may_not_stand_in_the_book_is_refused_at_its_field(string clock, string place, string what, string handled, string field)
    {
        var silo = shared.Begin();
        await new TownDay(silo).PublishedAsync();
        var card = CardSecret.Draw().Code;
        var outcome = await Of(silo).WriteIncidentAsync(
            new WriteIncident(clock, place.Replace("CARD", card, StringComparison.Ordinal), what, handled.Replace("CARD", card, StringComparison.Ordinal)), Anna, default);
        Assert.Equal((DayRefusal.Invalid, field), (outcome.Refusal, outcome.Field));
        Assert.DoesNotContain(card, outcome.Detail, StringComparison.Ordinal);
        Assert.Empty(await Of(silo).GetIncidentsAsync(default));
    }

    [Fact]
    public void Plain_words_and_numbers_are_no_card()
    {
        foreach (var text in new[]
        {
            "At 14:05 the door in Harbour Street lost its network for 12 minutes.", "Box 0012345 was opened, seal 0012346.",
            "They came here with four kids from down the road.", "Call 01292 123456 or 0141 234 5678.", "https://pb.south.example/days/troon-2026",
        })
            Assert.False(IncidentCheck.HoldsCard(text), text);
        for (var card = 0; card < 200; card++)
        {
            var secret = CardSecret.Draw();
            Assert.True(IncidentCheck.HoldsCard($"Found: {secret.Code}"), secret.Code);
            Assert.True(IncidentCheck.HoldsCard($"({secret.Symbols.ToLowerInvariant()})") || !secret.Symbols.Any(char.IsAsciiDigit));
            var number = $"{ShortNumber.Of(secret.Derive("a/b").Number)}";
            Assert.True(IncidentCheck.HoldsCard($"number {number}."));
            foreach (var between in new[] { " ", "\u00a0", ".", "\u2013", "\u200b", "\r\n", " - " })
            {
                Assert.True(IncidentCheck.HoldsCard($"Somebody read the code {string.Join(between, secret.Symbols.Chunk(4).Select(group => new string(group)))} aloud"), secret.Code);
                Assert.True(IncidentCheck.HoldsCard($"Nr{number.Replace("-", between, StringComparison.Ordinal)} was found"), number);
            }
        }
    }

    [Fact]
    public void Its_events_keep_their_names_and_their_json()
    {
        EventJson.IsFrozen(RunningEventNames.All, new StationCalled("1", "S", CallReason.Queue, At), "station-called", """{"call":"1","station":"S","reason":"Queue","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(RunningEventNames.All, new OrganiserComing("1", "A", At), "organiser-coming", """{"call":"1","by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(RunningEventNames.All, new CallEnded("1", "A", At), "call-ended", """{"call":"1","by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(RunningEventNames.All, new IncidentWritten("1", new("14:05", "Door", "Rain", "Mats"), "A", At), "incident-written",
            """{"incident":"1","told":{"clock":"14:05","place":"Door","what":"Rain","handled":"Mats"},"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(RunningEventNames.All, new IncidentAdded("1", "More", "A", At), "incident-added", """{"incident":"1","text":"More","by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        Assert.Equal(5, RunningEventNames.All.All.Count());
    }

    private static async Task<string> StationAsync(TownDay day)
    {
        var offer = (await day.Grain.OfferPairingAsync(new OfferPairing(StationRole.Door, "Main door", "hall", Anna), default))!;
        return (await day.Grain.PairAsync(offer.Code, default))!.Station;
    }

    private static IRunningGrain Of(TestSilo silo) => silo.Grains.GetGrain<IRunningGrain>(silo.Day);
}
