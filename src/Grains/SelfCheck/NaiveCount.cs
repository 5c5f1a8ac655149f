using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.SelfCheck;

/// <summary>
/// Which ballots count, in the plainest words: of each card its last use if that is a cast, of each paper slip its last keying. It shares
/// no line with the ballot box, and holds no more than what the journal holds.
/// </summary>
internal sealed class NaiveCount
{
    private readonly Dictionary<Digest, string> cards = [];
    private readonly Dictionary<(string Batch, int Number), string> papers = [];
    private readonly List<int> countedAfter = [];
    private int counted;

    /// <summary>Ballots that count.</summary>
    public int Ballots => counted;

    /// <summary>Cards that were used.</summary>
    public IReadOnlyCollection<Digest> Used => cards.Keys;

    /// <summary>How many ballots counted when the log had so many entries.</summary>
    public int BallotsAt(long logSize) => logSize == 0 ? 0 : countedAfter[(int)logSize - 1];

    /// <summary>Takes the next entry.</summary>
    public void Take(LogEntry entry, string ballot)
    {
        switch (entry)
        {
            case CastEntry cast:
                Set(cards, cast.Card, ballot);
                break;
            case ChallengeEntry challenge:
                Set(cards, challenge.Card, "");
                break;
            case SurrenderEntry surrender:
                Set(cards, surrender.Card, "");
                break;
            case PaperEntry paper:
                Set(papers, (paper.Batch, paper.Number), ballot);
                break;
        }
        countedAfter.Add(counted);
    }

    /// <summary>How often each ballot counts.</summary>
    public Dictionary<string, int> Bag() => cards.Values.Concat(papers.Values)
        .Where(ballot => ballot.Length > 0)
        .GroupBy(ballot => ballot, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Count(), StringComparer.Ordinal);

    private void Set<T>(Dictionary<T, string> ballots, T of, string ballot) where T : notnull
    {
        counted += (ballot.Length > 0 ? 1 : 0) - (ballots.TryGetValue(of, out var before) && before.Length > 0 ? 1 : 0);
        ballots[of] = ballot;
    }
}
