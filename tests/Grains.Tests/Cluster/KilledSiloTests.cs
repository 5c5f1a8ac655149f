using System.Collections.Concurrent;
using System.Diagnostics;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Receipts;

namespace PbDecisionDay.Grains.Tests.Cluster;

/// <summary>
/// The ballot box's silo is killed while people vote: nothing acknowledged is lost, nothing counts twice, and the box answers again.
/// </summary>
public sealed class KilledSiloTests : IAsyncLifetime
{
    // A call on its way to the dead silo waits out the response timeout of fifteen seconds; asked again, it waits for the silo to be declared
    // dead after two missed probes of a second each. Twice the one and the other is for a busy machine.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(35);

    private readonly TwoSilos _silos = new() { ResponseTimeout = TimeSpan.FromSeconds(15) };

    public ValueTask InitializeAsync() => _silos.InitializeAsync();

    public ValueTask DisposeAsync() => _silos.DisposeAsync();

    [Fact]
    public async Task Every_acknowledged_cast_is_in_the_log_once_and_the_rest_are_answered_by_the_other_silo()
    {
        const int Cards = 60;
        var day = await OpenAsync(Cards);
        var home = _silos.SiloOf(day.Box);
        var seen = new ConcurrentBag<Exception>();

        // A third is acknowledged before, a third is on its way to the disk when the silo dies, a third comes meanwhile.
        var before = await Task.WhenAll(Start(0));
        _silos.Journal.Hold();
        var under = Start(Cards / 3);
        await _silos.Journal.WaitForWaitingAsync(1);
        var kill = _silos.Cluster.KillSiloAsync(home);
        var after = Start(Cards / 3 * 2);
        await kill;
        _silos.Journal.Release();
        CastResult[] results = [.. before, .. await Task.WhenAll(under), .. await Task.WhenAll(after)];

        Task<CastResult>[] Start(int from) =>
            [.. Enumerable.Range(from, Cards / 3).Select(card => Task.Run(() => CastAsync(day, card, seen)))];

        Assert.All(seen, AssertAskAgain);
        Assert.NotEqual(home.SiloAddress, _silos.SiloOf(day.Box).SiloAddress);
        await AssertEachOnceAsync(day, results);
    }

    [Fact]
    public async Task An_append_of_the_killed_box_and_one_of_its_successor_do_not_both_take_the_same_place()
    {
        var day = await OpenAsync(2);
        var home = _silos.SiloOf(day.Box);
        var seen = new ConcurrentBag<Exception>();

        // The first cast has reached the disk but is not written; its silo dies, and the box that follows reads the log as it is.
        _silos.Journal.Hold();
        var first = Task.Run(() => CastAsync(day, 0, seen));
        await _silos.Journal.WaitForWaitingAsync(1);
        await _silos.Cluster.KillSiloAsync(home);
        var second = Task.Run(() => CastAsync(day, 1, seen));
        await _silos.Journal.WaitForWaitingAsync(2).WaitAsync(_patience);
        var size = _silos.Journal.Commits;
        _silos.Journal.Release();
        var results = await Task.WhenAll(first, second);

        Assert.All(seen, AssertAskAgain);
        Assert.True(_silos.Journal.Commits > size);
        await AssertEachOnceAsync(day, results);
    }

    private async Task<TownDay> OpenAsync(int cards)
    {
        var day = await new TownDay(() => _silos.Grains, _silos.NewDay()).OpenAsync(cards: cards);
        for (var card = 0; card < cards; card++)
            Assert.Equal(IssueResult.Issued, await day.Box.IssueAsync(day.ShortNumber(card), default));
        return day;
    }

    /// <summary>Casts as a page does: the same attempt until it is answered.</summary>
    private static Task<CastResult> CastAsync(TownDay day, int card, ConcurrentBag<Exception> seen) => UntilAnsweredAsync(
        async () =>
        {
            try
            {
                var result = await day.Box.CastAsync(day.Ballot(card, "approve garden"), default);
                if (result.Status is CastStatus.Accepted or CastStatus.AcceptedBefore) return result;
                Assert.Equal(CastStatus.Unavailable, result.Status);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                seen.Add(exception);
            }
            return null;
        },
        () => $"Card {card} was not answered: {string.Join('\n', seen)}");

    /// <summary>
    /// Closes as an organiser does: where the answer is to ask again, it is asked again. The box that died may have signed a checkpoint of its own
    /// on its way out, and then the first checkpoint of its successor finds the place taken: the close is not answered, and nothing is lost.
    /// </summary>
    private static Task CloseAsync(TownDay day) => UntilAnsweredAsync(
        async () =>
        {
            var outcome = await day.StepAsync(DayPhase.Closed);
            if (outcome == DayOutcome.Done) return outcome;
            Assert.Equal(DayRefusal.Unavailable, outcome.Refusal);
            return null;
        },
        () => "The day could not be closed.");

    private static async Task<T> UntilAnsweredAsync<T>(Func<Task<T?>> ask, Func<string> unanswered)
        where T : class
    {
        for (var start = Stopwatch.GetTimestamp(); ;)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < _patience, unanswered());
            if (await ask() is { } answer) return answer;
            await Task.Delay(20);
        }
    }

    // What a caller can tell from an answer: nothing. It asks again.
    private static void AssertAskAgain(Exception exception) => Assert.True(
        exception is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException
            or ConnectionFailedException or GatewayTooBusyException or JournalUnavailableException,
        exception.ToString());

    private static async Task AssertEachOnceAsync(TownDay day, CastResult[] results)
    {
        await CloseAsync(day);
        var log = await PublicLog.ReadAsync(day.Box);
        Assert.Equal(results.Length, log.OfType<CastEntry>().Count());
        Assert.Equal(results.Length, log.OfType<CastEntry>().Select(cast => cast.Card).Distinct().Count());
        Assert.Equal(results.Length, (await day.Box.GetStatusAsync(default)).Ballots);
        Assert.All(results.Index(), answered =>
        {
            Assert.True(Receipt.TryParse(answered.Item.Receipt, out var receipt));
            var entry = Assert.IsType<CastEntry>(log[(int)receipt!.Index]);
            Assert.Equal(entry.LeafHash(), receipt.LeafHash);
        });
    }
}
