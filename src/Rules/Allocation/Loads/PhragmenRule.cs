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
    private readonly Purse _purse;
    private readonly List<int> _supported;

    private PhragmenRule(Election election, int[] tiePlaces, int[] eligible, Purse purse)
    {
        (_election, _tiePlaces, _purse) = (election, tiePlaces, purse);
        var profile = new SharesProfile(election, Utility.Cardinality, eligible, withFree: true);
        _table = new(profile);
        _supported = [.. profile.Projects];
    }

    /// <summary>Awards the pot. Projects that nobody supports come last, in the tie order.</summary>
    public static void Run(Election election, int[] tiePlaces, int[] eligible, Purse purse)
    {
        var rule = new PhragmenRule(election, tiePlaces, eligible, purse);
        List<int> unsupported = [.. eligible.Except(rule._supported).OrderBy(project => tiePlaces[project])];
        while (rule._supported.Count > 0)
            rule.Turn(rule.Next(), rule._supported, loads: true);
        while (unsupported.Count > 0)
            rule.Turn([.. unsupported], unsupported, loads: false);
    }

    private void Turn(List<int> tied, List<int> waiting, bool loads)
    {
        int project = tied[0];
        if (_purse.Marginal.Kind == MarginalKind.Stop && tied.Find(other => !_purse.Fits(other)) is var dear && !tied.TrueForAll(_purse.Fits))
            project = dear;
        waiting.Remove(project);
        ImmutableArray<string> ids = [.. tied.Where(other => other != project).Select(other => _election.Projects[other].Id)];
        _purse.Offer(project, ids, loads && !_purse.Closed ? _table.ExactLoad(project) : null);
        if (loads && _purse.IsFunded(project))
            _table.Buy(project);
    }

    /// <summary>The projects with the least load, the tie order's first in front.</summary>
    private List<int> Next()
    {
        if (_purse.Closed)
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
