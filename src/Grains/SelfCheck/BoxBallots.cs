using PbDecisionDay.Contracts.Ballots;

namespace PbDecisionDay.Grains.SelfCheck;

/// <summary>The counted ballots as the ballot box hands them to whoever counts, pulled from where the last pull ended.</summary>
internal sealed class BoxBallots
{
    private long position;

    /// <summary>The log size that they belong to.</summary>
    public long LogSize { get; private set; }

    /// <summary>How often each ballot counts.</summary>
    public Dictionary<string, int> Bag { get; } = new(StringComparer.Ordinal);

    /// <summary>Pulls what changed since the last time.</summary>
    public async Task PullAsync(IBallotBoxGrain box)
    {
        CountedPage page;
        do
        {
            page = await box.ReadCountedAsync(position, CancellationToken.None);
            foreach (var change in page.Changes)
            {
                Add(change.Removed, -1);
                Add(change.Added, 1);
            }
            position = page.NextIndex;
        }
        while (position < page.LogSize);
        LogSize = position;
    }

    /// <summary>Whether two bags hold the same ballots, each as often.</summary>
    public static bool Same(Dictionary<string, int> one, Dictionary<string, int> other) =>
        one.Count == other.Count && one.All(same => other.GetValueOrDefault(same.Key) == same.Value);

    private void Add(string ballot, int number)
    {
        if (ballot.Length == 0)
            return;
        var left = Bag.GetValueOrDefault(ballot) + number;
        if (left == 0)
            Bag.Remove(ballot);
        else
            Bag[ballot] = left;
    }
}
