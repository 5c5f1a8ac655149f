using Orleans;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>The boxes of a day, where it has more than the main one.</summary>
public static class DayBoxes
{
    /// <summary>Asks the box of a card's log: the main box first, which knows whose card it is.</summary>
    /// <param name="grains">Where the boxes are.</param>
    /// <param name="day">The day's id.</param>
    /// <param name="card">The card's number, base64, or the short number on its outside.</param>
    /// <param name="ask">The question.</param>
    /// <param name="elsewhere">Whether an answer says that the card votes in another log.</param>
    public static async Task<T> AskOfCardAsync<T>(
        this IGrainFactory grains, string day, string card, Func<IBallotBoxGrain, Task<T>> ask, Func<T, bool> elsewhere, CancellationToken cancellationToken)
    {
        var main = grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day));
        var answer = await ask(main);
        return elsewhere(answer)
            ? await ask(grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day, await main.FindLogAsync(card, cancellationToken))))
            : answer;
    }

    /// <summary>The figures of a whole day over all its boxes.</summary>
    /// <param name="grains">Where the boxes are.</param>
    /// <param name="day">The day's id.</param>
    public static async Task<BoxStatus> GetDayStatusAsync(this IGrainFactory grains, string day, CancellationToken cancellationToken)
    {
        var main = await grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day)).GetStatusAsync(cancellationToken);
        if (main.Logs.IsEmpty)
            return main;
        var counted = main.Logs.Where(log => log.State != LogState.Missing).ToArray();
        var others = await Task.WhenAll(counted.Select(log => grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day, log.Log)).GetStatusAsync(cancellationToken)));
        return main.With(counted.Zip(others, (log, box) => (log.Log, box)));
    }

    /// <summary>How the ballots of a whole day came, over all its boxes that are not left out.</summary>
    /// <param name="grains">Where the boxes are.</param>
    /// <param name="day">The day's id.</param>
    public static async Task<BoxWays> GetDayWaysAsync(this IGrainFactory grains, string day, CancellationToken cancellationToken)
    {
        var main = grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day));
        var logs = (await main.GetStatusAsync(cancellationToken)).Logs.Where(log => log.State != LogState.Missing).Select(log => grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day, log.Log)));
        return BoxWays.Sum(await Task.WhenAll(logs.Prepend(main).Select(box => box.GetWaysAsync(cancellationToken))));
    }
}
