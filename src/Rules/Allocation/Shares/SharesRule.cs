using System.Collections.Immutable;
using System.Numerics;

namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>The Method of Equal Shares with its completions by rising shares. Source of add1: equalshares.net; exact definitions in docs/formats/rules.md.</summary>
internal sealed class SharesRule
{
    private readonly SharesProfile _profile;
    private readonly SharesRun _run;
    private readonly RuleSettings _settings;
    private readonly CancellationToken _cancellation;
    private readonly int[] _eligible;
    private readonly long _budget;
    private readonly BigInteger _rise;

    private SharesRule(SharesProfile profile, RuleSettings settings, int[] tiePlaces, int[] eligible, CancellationToken cancellation)
    {
        (_profile, _settings, _eligible, _cancellation) = (profile, settings, eligible, cancellation);
        _run = new(profile, tiePlaces);
        _budget = profile.Election.Pots[0].Amount;
        _rise = (BigInteger)profile.Election.Unit * profile.Election.Ballots.Voters;
    }

    /// <summary>Awards the pot; says where the rises ended, or null where the shares do not rise.</summary>
    public static Rise? Run(Election election, RuleSettings settings, int[] tiePlaces, int[] eligible, PotBalance balance, IProgress<long>? progress, CancellationToken cancellation)
    {
        if (election.Ballots.Voters == 0)
        {
            // Nobody has a share, so nothing is bought and no share can rise.
            foreach (int project in eligible)
                balance.Note(project, StepKind.TakesNoPart);
            return null;
        }
        var profile = new SharesProfile(election, settings.Utility, eligible);
        var rule = new SharesRule(profile, settings, tiePlaces, eligible, cancellation);
        Rise? rise = null;
        BigInteger share = election.Pots[0].Amount;
        if (settings.Completion is Completion.Add1 or Completion.Add1Greedy)
            (share, rise) = rule.RaiseShares(progress);
        rule._run.Run(share, long.MaxValue, 0);
        rule.Award(balance);
        return rise;
    }

    private (BigInteger Share, Rise Rise) RaiseShares(IProgress<long>? progress)
    {
        BigInteger share = _settings.Add1Start == Add1Start.Exact ? _budget : _budget / _rise * _rise;
        long increments = 0;
        long before = 0;
        var pace = new LookAheadPace();
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            _run.Run(share + increments * _rise, _budget, pace.Look);
            if (_run.Spent > _budget)
                return End(share, before, RiseEnd.NextInfeasible);
            if (_settings.Add1Stop == Add1Stop.Exhaustive && IsExhaustive())
                return End(share, increments, RiseEnd.Exhaustive);
            if (!_profile.Projects.Any(project => CouldBeAdded(project, long.MaxValue)))
                return End(share, increments, RiseEnd.AllSupported);
            pace.Learn(_run);
            progress?.Report(increments);
            before = increments + _run.SameFor;
            increments = before + 1;
        }
    }

    private (BigInteger Share, Rise Rise) End(BigInteger start, long increments, RiseEnd end)
    {
        BigInteger share = start + increments * _rise;
        return (share, new(increments, new(share, _profile.Election.Ballots.Voters), end));
    }

    private bool IsExhaustive()
    {
        long left = _budget - _run.Spent;
        int[] among = _settings.Add1Start == Add1Start.Exact ? _profile.Projects : _eligible;
        return !among.Any(project => CouldBeAdded(project, left));
    }

    private bool CouldBeAdded(int project, long left) =>
        !_run.Limits.IsFunded(project)
        && _profile.Election.Projects[project].Cost is > 0 and var cost
        && cost <= left
        && _run.Limits.Obstacle(project) is null;

    private void Award(PotBalance balance)
    {
        ImmutableArray<Project> projects = _profile.Election.Projects;
        BigInteger voters = _profile.Election.Ballots.Voters;
        for (int step = 0; step < _run.Order.Count; step++)
        {
            int project = _run.Order[step];
            Fraction price = _run.Exact.PriceOf(step);
            ImmutableArray<string> tied = [.. _run.Tied[step].Select(other => projects[other].Id)];
            balance.Fund(
                project, projects[project].Cost, StepKind.Funded, tied,
                new Fraction(price.Numerator, price.Denominator * voters), _run.Exact.FullPayers(step));
        }
        foreach (int project in _eligible.Except(_run.Order))
            balance.Note(NotBought(project, balance.Left, voters));
    }

    private Step NotBought(int project, long left, BigInteger voters)
    {
        string id = _profile.Election.Projects[project].Id;
        if (!_profile.Projects.Contains(project))
            return new() { Kind = StepKind.TakesNoPart, Project = id, Left = left };
        if (_run.Limits.Obstacle(project) is { } obstacle)
            return new() { Kind = obstacle.Kind, Project = id, Left = left, Blocker = obstacle.Blocker };
        Fraction missing = _run.Exact.Short(project);
        var inMinorUnits = new Fraction(-missing.Numerator, missing.Denominator * voters);
        return new() { Kind = StepKind.CannotPay, Project = id, Left = left, Short = -(long)inMinorUnits.Floor };
    }
}
