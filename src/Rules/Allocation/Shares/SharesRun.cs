using System.Numerics;

namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>
/// One run of the Method of Equal Shares from a given share, and for how many further rises of the share it would go the
/// same way. Source: Peters, Pierczyński, Skowron 2021, section 3.
/// </summary>
/// <remarks>
/// A project's price is the least amount for which its supporters, each paying that amount or all they hold, cover its
/// cost. Visits projects in the order of the price last seen, a lower bound since prices never fall within a run, and
/// stops when that passes the best. How prices are bounded is in <see cref="Bidding"/>; docs/adr/0020 has the proofs.
/// </remarks>
internal sealed class SharesRun
{
    private const int SelectAgain = -2;

    private readonly SharesProfile _profile;
    private readonly int[] _tiePlaces;
    private readonly Bidding _bidding;
    private readonly List<int> _live = [];
    private readonly List<int> _order = [];
    private readonly List<int[]> _tied = [];
    private readonly List<int> _ties = [];

    public SharesRun(SharesProfile profile, int[] tiePlaces)
    {
        (_profile, _tiePlaces) = (profile, tiePlaces);
        _bidding = new(profile);
        Limits = new(profile.Election);
    }

    /// <summary>The projects bought, in order.</summary>
    public IReadOnlyList<int> Order => _order;

    /// <summary>For each purchase the projects that had exactly the same price for their worth and lost by the tie order, in that order.</summary>
    public IReadOnlyList<int[]> Tied => _tied;

    /// <summary>What the projects bought cost, in minor units.</summary>
    public long Spent { get; private set; }

    /// <summary>For how many rises the run certainly goes the same way, purchase by purchase.</summary>
    public long SameFor => _bidding.SameFor;

    /// <summary>How often bounds left something open.</summary>
    public long ExactDecisions => _bidding.ExactDecisions;

    /// <summary>The exact prices of the run.</summary>
    public ExactLedger Exact => _bidding.Exact;

    /// <summary>What stands in the way of the projects that were not bought.</summary>
    public Limits Limits { get; }

    /// <summary>Runs from a share, and gives up once more than the budget is spent.</summary>
    /// <param name="share">Each voter's share, in voter-ths of a minor unit.</param>
    /// <param name="budget">The money in the pot, in minor units.</param>
    /// <param name="look">For how many rises, at most, to look ahead; with 0 the run is faster.</param>
    public void Run(BigInteger share, long budget, long look)
    {
        Spent = 0;
        _order.Clear();
        _tied.Clear();
        _live.Clear();
        Limits.Clear();
        _bidding.Begin(share, look, _live);
        while (Spent <= budget && Select() is >= 0 and var winner)
            if (_bidding.Settle(winner))
                Buy(winner);
            else
                _live.Remove(winner);
    }

    private void Buy(int winner)
    {
        _bidding.Pay(winner);
        long cost = _profile.Election.Projects[winner].Cost;
        Spent += cost;
        _order.Add(winner);
        _ties.Sort((a, b) => _tiePlaces[a].CompareTo(_tiePlaces[b]));
        _tied.Add([.. _ties]);
        Limits.Fund(winner, cost);
        _live.Remove(winner);
        if (!Limits.AreNone)
            _live.RemoveAll(project => Limits.Obstacle(project) is not null);
    }

    /// <summary>The project with the lowest price for its worth, or -1 when no project's supporters can pay any more.</summary>
    private int Select()
    {
        int best;
        do
        {
            best = TrySelect();
        }
        while (best == SelectAgain);
        if (best >= 0)
            _bidding.LookAhead(best, _live);
        return best;
    }

    private int TrySelect()
    {
        _ties.Clear();
        _bidding.NextStep(_live);
        int best = -1;
        while (true)
        {
            int next = Cheapest();
            double enough = best < 0 ? double.PositiveInfinity : _bidding[best].HighRate;
            if (next < 0 || _bidding[next].LowRate > enough)
                return best;
            if (!_bidding.Quote(next, enough))
                _live.Remove(next);
            else if (best < 0 || _bidding[next].HighRate < _bidding[best].LowRate)
                best = Better(next);
            else if (_bidding[next].LowRate <= enough && (best = Duel(best, next)) == SelectAgain)
                return SelectAgain;
        }
    }

    /// <summary>The project not yet looked at in this step whose lower bound is lowest, or -1.</summary>
    private int Cheapest()
    {
        int cheapest = -1;
        foreach (int project in _live)
            if (!_bidding[project].Fresh && (cheapest < 0 || _bidding[project].LowRate < _bidding[cheapest].LowRate))
                cheapest = project;
        return cheapest;
    }

    /// <summary>Decides in exact fractions between two projects whose bounds overlap.</summary>
    private int Duel(int best, int next)
    {
        if (!_bidding.Pin(best))
        {
            _live.Remove(best);
            return SelectAgain;
        }
        if (!_bidding.Pin(next))
        {
            _live.Remove(next);
            return best;
        }
        int sign = _bidding.CompareExact(next, best);
        if (sign != 0)
            return sign < 0 ? Better(next) : best;
        bool bestFirst = _tiePlaces[best] < _tiePlaces[next];
        _ties.Add(bestFirst ? next : best);
        return bestFirst ? best : next;
    }

    private int Better(int project)
    {
        _ties.Clear();
        return project;
    }
}
