using System.Numerics;

namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>
/// One run of the Method of Equal Shares from a given share, and for how many further rises of the share it would go the
/// same way. Source: Peters, Pierczyński, Skowron 2021, section 3.
/// </summary>
/// <remarks>
/// A project's price is the least amount for which its supporters, each paying that amount or all they hold, cover its
/// cost. Visits projects in the order of the price last seen, a lower bound since prices never fall within a run, and
/// stops when that passes the best. How prices are bounded is in <see cref="VoterBudgets"/>; docs/adr/0020 has the proofs.
/// </remarks>
internal sealed class SharesRun
{
    private readonly SharesProfile _profile;
    private readonly int[] _tiePlaces;
    private readonly VoterBudgets _budgets;
    private readonly int[] _live;
    private readonly List<int> _order = [];
    private readonly List<int[]> _tied = [];
    private readonly List<int> _ties = [];
    private int _count;

    public SharesRun(SharesProfile profile, int[] tiePlaces)
    {
        (_profile, _tiePlaces) = (profile, tiePlaces);
        _budgets = new(profile);
        _live = new int[profile.Projects.Length];
        Limits = new(profile.Election);
    }

    /// <summary>The projects bought, in order.</summary>
    public IReadOnlyList<int> Order => _order;

    /// <summary>For each purchase the projects that had exactly the same price for their worth and lost by the tie order, in that order.</summary>
    public IReadOnlyList<int[]> Tied => _tied;

    /// <summary>What the projects bought cost, in minor units.</summary>
    public long Spent { get; private set; }

    /// <summary>For how many rises the run certainly goes the same way, purchase by purchase.</summary>
    public long SameFor => _budgets.SameFor;

    /// <summary>How often bounds left something open.</summary>
    public long ExactDecisions => _budgets.ExactDecisions;

    /// <summary>The exact prices of the run.</summary>
    public ExactLedger Exact => _budgets.Exact;

    /// <summary>What stands in the way of the projects that were not bought.</summary>
    public FundingLimits Limits { get; }

    /// <summary>Runs from a share, and gives up once more than the budget is spent.</summary>
    /// <param name="share">Each voter's share, in voter-ths of a minor unit.</param>
    /// <param name="budget">The money in the pot, in minor units.</param>
    /// <param name="look">For how many rises, at most, to look ahead; with 0 the run is faster.</param>
    public void Run(BigInteger share, long budget, long look)
    {
        Spent = 0;
        _order.Clear();
        _tied.Clear();
        Limits.Clear();
        _count = 0;
        foreach (int project in _budgets.Begin(share, look))
        {
            _live[_count++] = project;
            Sift(_count - 1);
        }
        while (Spent <= budget && Select() is >= 0 and var winner)
            Buy(winner);
    }

    private void Buy(int winner)
    {
        if (SameFor > 0)
            _budgets.LookAhead(winner, _live.AsSpan(0, _count));
        _budgets.Pay(winner);
        long cost = _profile.Election.Projects[winner].Cost;
        Spent += cost;
        _order.Add(winner);
        _ties.Sort((a, b) => _tiePlaces[a].CompareTo(_tiePlaces[b]));
        _tied.Add([.. _ties]);
        Limits.Fund(winner, cost);
        RemoveAt(Array.IndexOf(_live, winner));
        for (int i = _count - 1; i >= 0 && !Limits.AreNone; i--)
            if (Limits.Obstacle(_live[i]) is not null)
                RemoveAt(i);
    }

    /// <summary>The project with the lowest price for its worth, or -1 when no project's supporters can pay any more.</summary>
    private int Select()
    {
        while (SettleFirst())
        {
            int first = _live[0];
            if (!_budgets.Bound(first))
            {
                RemoveAt(0);
                continue;
            }
            Sink(0);
            if (_live[0] == first)
                return Best(first);
        }
        return -1;
    }

    /// <summary>Raises lower bounds until the project with the lowest is settled; false when no project is left.</summary>
    private bool SettleFirst()
    {
        double enough = double.PositiveInfinity;
        while (_count > 0 && !_budgets.IsSettled(_live[0]))
        {
            int project = _live[0];
            if (!_budgets.Quote(project, enough))
            {
                RemoveAt(0);
                continue;
            }
            if (_budgets.IsSettled(project))
                enough = Math.Min(enough, _budgets[project].LowRate);
            Sink(0);
        }
        return _count > 0;
    }

    /// <summary>Decides exactly between a project and those whose bounds overlap with its own.</summary>
    private int Best(int first)
    {
        _ties.Clear();
        int best = first;
        double enough = _budgets[first].HighRate;
        int rivals = 1;
        while (rivals < _count && _budgets[_live[rivals]].LowRate <= enough)
        {
            int project = _live[rivals];
            bool payable = _budgets.IsSettled(project) || _budgets.Quote(project, enough);
            if (payable && _budgets[project].LowRate <= enough)
                payable = _budgets.Bound(project);
            if (!payable)
                RemoveAt(rivals);
            else if (_budgets[project].LowRate > enough)
                Sink(rivals);
            else
                (best, rivals) = (Better(best, project), rivals + 1);
        }
        for (int place = rivals - 1; place > 0; place--)
            Sink(place);
        return best;
    }

    private int Better(int best, int other)
    {
        int sign = _budgets.Compare(other, best);
        if (sign != 0)
        {
            if (sign < 0)
                _ties.Clear();
            return sign < 0 ? other : best;
        }
        bool bestFirst = _tiePlaces[best] < _tiePlaces[other];
        _ties.Add(bestFirst ? other : best);
        return bestFirst ? best : other;
    }

    private void RemoveAt(int place)
    {
        _count--;
        Array.Copy(_live, place + 1, _live, place, _count - place);
    }

    /// <summary>Moves a project whose lower bound has risen to its place further back.</summary>
    private void Sink(int place)
    {
        int project = _live[place];
        double rate = _budgets[project].LowRate;
        for (; place + 1 < _count && _budgets[_live[place + 1]].LowRate < rate; place++)
            _live[place] = _live[place + 1];
        _live[place] = project;
    }

    /// <summary>Moves a project to its place further in front.</summary>
    private void Sift(int place)
    {
        int project = _live[place];
        double rate = _budgets[project].LowRate;
        for (; place > 0 && _budgets[_live[place - 1]].LowRate > rate; place--)
            _live[place] = _live[place - 1];
        _live[place] = project;
    }
}
