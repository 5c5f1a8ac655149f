using Microsoft.Extensions.Time.Testing;
using PbDecisionDay.Grains.Organisations;
using Place = PbDecisionDay.Grains.Organisations.StrangersTurns.Place;
using PlaceState = PbDecisionDay.Grains.Organisations.StrangersTurns.PlaceState;

namespace PbDecisionDay.Grains.Tests.Organisations;

/// <summary>What guessing at one name is worth, counted over whole days, and how long its owner waits on a new browser meanwhile.</summary>
public sealed class StrangersTurnsTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly Random _dice = new(2026);
    private readonly StrangersTurns _turns;

    public StrangersTurnsTests() => _turns = new StrangersTurns(_time, _dice.Next);

    [Fact]
    public void A_flood_has_eleven_guesses_in_the_first_minute_four_in_each_after_it_and_one_after_an_hour()
    {
        var guesses = Flood(TimeSpan.FromDays(1), atOnce: 1);
        var began = guesses[0];
        Assert.Equal(11, guesses.Count(at => at - began < TimeSpan.FromMinutes(1)));
        var minutes = Enumerable.Range(1, 24 * 60 - 1).Select(minute => guesses.Count(at => (int)(at - began).TotalMinutes == minute)).ToList();
        Assert.Equal(4, minutes.Max());
        Assert.All(minutes.Skip(60), count => Assert.Equal(1, count));
        Assert.InRange(guesses.Count, 1500, 1600);
        // The days after it are no better: an hour's rest is worth five more.
        Assert.InRange(Flood(TimeSpan.FromDays(1), atOnce: 1).Count, 1430, 1441);
    }

    [Fact]
    public void A_thousand_at_once_and_whatever_was_collected_before_are_worth_no_more()
    {
        // A thousand come at once, and again each minute: of each thousand those with a place may still be called.
        List<Place> collected = [];
        var called = 0;
        for (var minute = 0; minute < 10; minute++)
        {
            collected.AddRange(Enumerable.Range(0, 1000).Select(_ => _turns.Enter("anna")));
            Assert.InRange(collected.Count(place => place.State == PlaceState.Waits), 0, StrangersTurns.Places);
            for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(1); passed += Step)
            {
                _time.Advance(Step);
                foreach (var place in collected.Where(place => place.State == PlaceState.Waits).ToList()) _turns.Draw(place);
            }
            called = collected.Count(place => place.State == PlaceState.Called);
        }
        Assert.InRange(called, 10, 11 + 4 * 9);
        // Quiet for a while, nothing is saved up: one is called at once, and then none.
        _time.Advance(TimeSpan.FromMinutes(30));
        foreach (var place in collected.Where(place => place.State == PlaceState.Waits).ToList()) _turns.Leave(place);
        var burst = Enumerable.Range(0, 100).Select(_ => _turns.Enter("ANNA")).ToList();
        Assert.Equal(1, burst.Count(place => place.State == PlaceState.Called));
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(100, 8)]
    [InlineData(300, 25)]
    public void On_a_new_browser_the_owner_gets_in_while_a_flood_goes_on(int triesInASecond, int minutes)
    {
        // The mean of thirty owners, whose browser comes again 100 ms after it lost its place.
        var waits = Enumerable.Range(0, 30).Select(_ => Waited(triesInASecond).TotalMinutes).ToList();
        Assert.True(waits.Average() < minutes, $"{waits.Average():F1} minutes on average, {waits.Max():F1} at most, at {triesInASecond} tries a second.");
        // And it is not that nobody had to wait.
        Assert.True(waits.Average() > 0.5);
    }

    [Fact]
    public void Another_name_waits_for_nothing_and_a_right_one_counts_for_nothing()
    {
        Flood(TimeSpan.FromMinutes(5), atOnce: 3);
        Assert.Equal(PlaceState.Called, _turns.Enter("bela").State);
        for (var right = 0; right < 50; right++)
        {
            Assert.Equal(PlaceState.Called, _turns.Enter("cara").State);
            _turns.TakeBack("cara");
        }
    }

    /// <summary>Strangers come every tenth of a second, as many at once.</summary>
    /// <returns>When one of them was called.</returns>
    private List<DateTimeOffset> Flood(TimeSpan lasts, int atOnce)
    {
        var (called, begun, places) = (new List<DateTimeOffset>(), _time.GetUtcNow(), new List<Place>());
        while (_time.GetUtcNow() - begun < lasts)
        {
            for (var at = 0; at < atOnce; at++) places.Add(_turns.Enter("anna"));
            foreach (var place in places) _turns.Draw(place);
            called.AddRange(places.Where(place => place.State == PlaceState.Called).Select(_ => _time.GetUtcNow()));
            places.RemoveAll(place => place.State != PlaceState.Waits);
            _time.Advance(Step);
        }
        foreach (var place in places) _turns.Leave(place);
        return called;
    }

    /// <summary>How long an owner waits who comes in the second minute of a flood.</summary>
    private TimeSpan Waited(int triesInASecond)
    {
        var (turns, begun, places, due) = (new StrangersTurns(_time, _dice.Next), _time.GetUtcNow(), new List<Place>(), 0.0);
        Place? mine = null;
        var next = TimeSpan.FromMinutes(1);
        while (mine?.State != PlaceState.Called)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            var passed = _time.GetUtcNow() - begun;
            if (mine is null && passed >= next) mine = turns.Enter("anna");
            for (due += triesInASecond / 100.0; due >= 1; due--) places.Add(turns.Enter("anna"));
            foreach (var place in places) turns.Draw(place);
            places.RemoveAll(place => place.State != PlaceState.Waits);
            if (mine is not null) turns.Draw(mine);
            if (mine?.State == PlaceState.Lost) (mine, next) = (null, passed + TimeSpan.FromMilliseconds(100));
            Assert.True(passed < TimeSpan.FromHours(5));
        }
        return _time.GetUtcNow() - begun - TimeSpan.FromMinutes(1);
    }
}
