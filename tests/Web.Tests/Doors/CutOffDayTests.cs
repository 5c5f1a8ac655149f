using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Audit;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Organisers;

namespace PbDecisionDay.Web.Tests.Doors;

/// <summary>Days on which a door was cut off: every card of it voted, and their files verify. Source: docs/adr/0068 and I3 in the protocol.</summary>
public sealed class CutOffDayTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const int People = 31;

    private readonly HttpClient _anyone = site.Client();
    private readonly HttpClient _door = site.Client();

    [Fact]
    public async Task A_day_whose_door_tells_of_most_people_after_the_close_verifies_and_the_report_says_so()
    {
        const string id = "cut-off-register";
        var day = await PublishAsync(id, "register");
        var register = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IRegisterGrain>(id);
        Assert.Equal(-1, (await register.AddAsync([.. Enumerable.Range(0, People).Select(at => new NewLine($"{at}", $"Person {at}", "", ""))], default)).ProblemAt);
        var tub = await BatchAsync(day, "tub", 50);
        await day.DoneAsync("activations", new { batch = "tub" });
        await day.StepAsync("open");
        await PairAsync(day, id);
        await register.CheckInAsync("0", "Main door", default);
        foreach (var card in tub[..People]) await VoteAsync(id, card);
        await day.StepAsync("closed");
        using (var settled = await _door.PostAsJsonAsync($"/api/days/{id}/door/settlements", new { marks = Enumerable.Range(0, People - 2).Select(at => new { id = $"mark-{at}", line = $"{at}" }) }))
            Assert.Equal(HttpStatusCode.OK, settled.StatusCode);
        var grain = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(id);
        Assert.Equal(DayOutcome.Done, await grain.TellOfDoorAsync(new DoorCount("Main door", 2), "organiser-a", default));

        var said = await VerifiedAsync(day, id);
        // One was known before the close.
        Assert.Contains($"{People - 1} people added after the close, by a door that stayed cut off", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pile_that_was_kept_for_a_door_verifies_with_what_is_left_of_it_named_as_unused()
    {
        const string id = "cut-off-cards";
        var day = await PublishAsync(id, "cards-only");
        await PairAsync(day, id);
        var view = (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(id).GetAsync(default))!;
        var pile = await BatchAsync(day, $"{AddBatch.PileOf(Assert.Single(view.Stations).Station)}1", People + 3);
        await day.DoneAsync("activations", new { batch = $"{AddBatch.PileOf(view.Stations[0].Station)}1" });
        await day.StepAsync("open");
        foreach (var card in pile[..People]) await VoteAsync(id, card);
        using (var settled = await _door.PostAsJsonAsync($"/api/days/{id}/door/settlements", new { id = "first", cards = People }))
            Assert.Equal(HttpStatusCode.OK, settled.StatusCode);
        // Cards that it never had.
        using (var more = await _door.PostAsJsonAsync($"/api/days/{id}/door/settlements", new { id = "second", cards = 4 }))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, more.StatusCode);
        await day.StepAsync("closed");
        foreach (var card in pile[People..]) await day.DoneAsync("voids", new { card = ShortNumber.Of(card.Number).Symbols, reason = "unused", secondToken = day.Second });
        // A card of the pile that voted is proof of fraud if it is called unused: the service does not call it so.
        await day.RefusedAsync("voids", new { card = ShortNumber.Of(pile[0].Number).Symbols, reason = "unused", secondToken = day.Second }, "card-has-cast");

        var said = await VerifiedAsync(day, id);
        Assert.Contains("3 cards voided as unused", said, StringComparison.Ordinal);
    }

    private Task<TwoPrograms> PublishAsync(string id, string checkIn) => TwoPrograms.PublishAsync(
        site, id, FrozenRules.Create(BallotForm.ApproveUpTo(2), new RuleSettings(), LiveResults.Turnout, true, "en"), "GBP", 100_000,
        [new { id = "1", title = "Benches", ask = 60_000 }, new { id = "2", title = "Songs", ask = 50_000 }], checkIn);

    private async Task PairAsync(TwoPrograms day, string id)
    {
        var offer = await (await day.DoneAsync("stations", new { role = "door", name = "Main door", venue = "hall" })).Content.ReadFromJsonAsync<JsonElement>();
        (await _door.PostAsJsonAsync("/api/stations/pair", new { code = offer.GetProperty("code").GetString(), day = id })).EnsureSuccessStatusCode();
    }

    private static async Task<DerivedCard[]> BatchAsync(TwoPrograms day, string batch, int count)
    {
        DerivedCard[] cards = [.. Enumerable.Range(0, count).Select(_ => CardSecret.Draw().Derive(day.Origin))];
        await day.DoneAsync("batches", new { batch, cards = cards.Select(card => $"{card.Number}") });
        return cards;
    }

    private async Task VoteAsync(string id, DerivedCard card)
    {
        using var answer = await _anyone.PostAsJsonAsync(
            $"/api/days/{id}/ballots",
            new { card = $"{card.Number}", version = 1, proof = $"{card.Proof(1)}", ballot = "approve 1", attempt = $"{Attempt.Of(Digest.Random().ToBytes())}" });
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task<string> VerifiedAsync(TwoPrograms day, string id)
    {
        await day.StepAsync("counted");
        await UntilAsync(async () => (await day.DoneAsync("dice", new { digits = "40817263", secondToken = day.Second })).StatusCode != HttpStatusCode.Accepted);
        await day.StepAsync("declared");
        using var folder = new TemporaryFolder();
        await UntilAsync(async () =>
        {
            using var answer = await _anyone.GetAsync($"/api/days/{id}/bundle/public.zip");
            if (answer.StatusCode == HttpStatusCode.OK) await File.WriteAllBytesAsync(folder.File("public.zip"), await answer.Content.ReadAsByteArrayAsync());
            return answer.StatusCode == HttpStatusCode.OK;
        });
        var (code, said) = Checkers.Pbdd(folder, "verify", "public.zip");
        Assert.True(code == 0, said);
        Assert.Contains($"{People} ballots", said, StringComparison.Ordinal);
        var (secondCode, second) = Checkers.SecondOpinion(folder, "public.zip");
        Assert.True(secondCode == 0, second);
        return said;
    }

    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isDone()) await Task.Delay(200, patience.Token);
    }
}
