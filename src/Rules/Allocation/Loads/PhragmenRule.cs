using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation.Shares;

namespace PbDecisionDay.Rules.Allocation.Loads;

/// <summary>
/// Sequential Phragmén: voters earn at the same pace, and a project is bought as soon as its supporters have its cost.
/// Source: Brill, Freeman, Janson, Lackner 2017; with costs: Los, Christoff, Grossi 2022.
/// </summary>
internal sealed class PhragmenRule
{
    private readonly Election _election;
    private readonly int[] _tiePlaces;
    private readonly LoadTable _table;
    private readonly PotBalance _balance;
    private readonly List<int> _supported;

    private PhragmenRule(Election election, int[] tiePlaces, int[] eligible, PotBalance balance)
    {
        (_election, _tiePlaces, _balance) = (election, tiePlaces, balance);
        var profile = new SharesProfile(election, Utility.Cardinality, eligible, withFree: true);
        _table = new(profile);
        _supported = [.. profile.Projects];
    }

    /// <summary>Awards the pot. Projects that nobody supports come last, in the tie order.</summary>
    public static void Run(Election election, int[] tiePlaces, int[] eligible, PotBalance balance)
    {
        var rule = new PhragmenRule(election, tiePlaces, eligible, balance);
        List<int> unsupported = [.. eligible.Except(rule._supported).OrderBy(project => tiePlaces[project])];
        while (rule._supported.Count > 0)
            rule.Turn(rule.Next(), rule._supported, loads: true);
        while (unsupported.Count > 0)
            rule.Turn([.. unsupported], unsupported, loads: false);
    }

    private void Turn(List<int> tied, List<int> waiting, bool loads)
    {
        int project = tied[0];
        if (_balance.Marginal.Kind == MarginalKind.Stop && tied.Find(other => !_balance.Fits(other)) is var dear && !tied.TrueForAll(_balance.Fits))
            project = dear;
        waiting.Remove(project);
        ImmutableArray<string> ids = [.. tied.Where(other => other != project).Select(other => _election.Projects[other].Id)];
        _balance.Offer(project, ids, loads && !_balance.Closed ? _table.ExactLoad(project) : null);
        if (loads && _balance.IsFunded(project))
            _table.Buy(project);
    }

    /// <summary>The projects with the least load, the tie order's first in front.</summary>
    private List<int> Next()
    {
        if (_balance.Closed)
            return [_supported[0]];
        double[] loads = [.. _supported.Select(_table.Load)];
        double limit = loads.Min() * (1 + 4 * _table.Error);
        List<int> near = [.. _supported.Where((_, i) => loads[i] <= limit)];
        if (near.Count > 1)
        {
            Fraction[] exact = [.. near.Select(_table.ExactLoad)];
            Fraction least = exact.Min();
            near = [.. near.Where((_, i) => exact[i] == least)];
        }
        near.Sort((a, b) => _tiePlaces[a].CompareTo(_tiePlaces[b]));
        return near;
    }
}
