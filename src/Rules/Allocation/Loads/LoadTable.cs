using System.Numerics;
using PbDecisionDay.Rules.Allocation.Shares;

namespace PbDecisionDay.Rules.Allocation.Loads;

/// <summary>
/// The loads of voters under sequential Phragmén. A voter's load is 0 or that of one purchase, so it is enough to count,
/// for each project, how many of its supporters stand at each purchase. All sums have positive terms only, so a double
/// is off by a small relative error that is known; fractions decide what that leaves open.
/// </summary>
internal sealed class LoadTable
{
    private const double Ulp = 1.0 / (1L << 52);

    private readonly SharesProfile _profile;
    private readonly long[][] _at;
    private readonly int[] _purchaseOf;
    private readonly List<double> _loads = [0];
    private readonly List<Fraction> _exact = [new(0, 1)];
    private BigInteger _common = 1;
    private double _error;

    public LoadTable(SharesProfile profile)
    {
        _profile = profile;
        _purchaseOf = new int[profile.Election.Ballots.Count];
        _at = new long[profile.Election.Projects.Length][];
        foreach (int project in profile.Projects)
        {
            _at[project] = new long[profile.Projects.Length + 1];
            _at[project][0] = profile.Weights[project];
        }
    }

    /// <summary>The relative error of <see cref="Load"/>.</summary>
    public double Error => _error + (_loads.Count + 3) * Ulp;

    /// <summary>The load that a project's supporters would have, each the same, if it were bought now: about.</summary>
    public double Load(int project)
    {
        double sum = _profile.Election.Projects[project].Cost;
        for (int purchase = 1; purchase < _loads.Count; purchase++)
            sum += _at[project][purchase] * _loads[purchase];
        return sum / _profile.Weights[project];
    }

    /// <summary>The same, exactly.</summary>
    public Fraction ExactLoad(int project)
    {
        BigInteger sum = _profile.Election.Projects[project].Cost * _common;
        for (int purchase = 1; purchase < _exact.Count; purchase++)
            if (_at[project][purchase] != 0)
                sum += _exact[purchase].Numerator * (_common / _exact[purchase].Denominator) * _at[project][purchase];
        return new(sum, _common * _profile.Weights[project]);
    }

    /// <summary>Buys a project: all its supporters now have its load.</summary>
    public Fraction Buy(int project)
    {
        Fraction exact = ExactLoad(project);
        double load = Load(project);
        _error = Error;
        int purchase = _loads.Count;
        Supporters supporters = new(_profile, project);
        foreach (int c in supporters.Classes)
        {
            long number = _profile.Election.Ballots.Weights[c];
            foreach (int other in _profile.Election.Ballots.ProjectsOf(c))
            {
                if (_at[other] is not { } counts)
                    continue;
                counts[_purchaseOf[c]] -= number;
                counts[purchase] += number;
            }
            _purchaseOf[c] = purchase;
        }
        _loads.Add(load);
        _exact.Add(exact);
        _common *= exact.Denominator / BigInteger.GreatestCommonDivisor(_common, exact.Denominator);
        return exact;
    }
}
