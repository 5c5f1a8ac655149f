using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tallies;

/// <summary>
/// A day's ballots counted twice over: all of them, for the result, and those that the live standings may show. The shown ones
/// are the first ballot of each card, in steps of ten to twenty, each shown once the next one is full, so that no step is one
/// person's. What a card casts after its first changes nothing live, and a ballot that is opened while it waits never comes in:
/// somebody who votes again and again round another person's cast learns nothing of it. Source: DESIGN.md, live results.
/// </summary>
internal sealed class LiveCount(Paper paper, FrozenRules rules, StepSizes sizes)
{
    private readonly BallotCount _shown = new(paper);
    private readonly List<(long Cast, string Ballot)> _waiting = [];
    private int _steps;
    private (int Step, int Following) _sizes = (sizes[0], sizes[1]);

    /// <summary>Everything counted.</summary>
    public BallotCount All { get; } = new(paper);

    /// <summary>How many ballots may be shown.</summary>
    public long ShownBallots { get; private set; }

    /// <summary>Takes the next changes of the log in. The steps follow from the log's order alone, however it is cut into pages.</summary>
    public void Take(IEnumerable<CountedChange> changes)
    {
        foreach (var change in changes)
        {
            All.Apply(change);
            if (change.FirstCast < 0)
                continue;
            if (change.Added.Length > 0)
                _waiting.Add((change.FirstCast, change.Added));
            else
                _waiting.RemoveAll(one => one.Cast == change.FirstCast);
            if (_waiting.Count < _sizes.Step + _sizes.Following)
                continue;
            ShowStep(_sizes.Step);
            _steps++;
            _sizes = (_sizes.Following, sizes[_steps + 1]);
        }
    }

    /// <summary>A copy of the newest step, to work out what would be funded.</summary>
    /// <param name="changes">What was changed of the paper.</param>
    public StepToAllocate ToAllocate(PaperChanges changes) => new(
        paper, rules, changes, ShownBallots,
        [.. rules.Allocation.CountsPoints ? _shown.Standings.Points : _shown.Standings.Votes],
        _shown.Distinct());

    /// <summary>The newest step in bands of ten per cent of its ballots.</summary>
    public ShownStep Bands() => ShownStep.Of(ShownBallots, paper.Proposals.Select((proposal, at) =>
        new Standing(proposal.Id, _shown.Standings.Votes[at] * 10 / Math.Max(1, _shown.Standings.Ballots) * 10, Funded: false)));

    private void ShowStep(int size)
    {
        foreach (var (_, ballot) in _waiting[..size])
            _shown.Apply(new CountedChange("", ballot));
        _waiting.RemoveRange(0, size);
        ShownBallots += size;
    }
}
