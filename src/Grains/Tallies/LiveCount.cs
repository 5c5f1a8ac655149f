using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tallies;

/// <summary>
/// A day's ballots counted twice over: all of them, for the result, and those that the live standings may show. The shown ones move in
/// steps of ten changes, each taken only once ten more are in, so that no step, the last one included, is one person's.
/// </summary>
internal sealed class LiveCount(Paper paper, FrozenRules rules)
{
    private const int Step = 10;

    private readonly BallotCount _shown = new(paper);
    private readonly Queue<CountedChange> _held = new();

    /// <summary>Everything counted.</summary>
    public BallotCount All { get; } = new(paper);

    /// <summary>How many changes may be shown: a multiple of ten.</summary>
    public long ShownChanges { get; private set; }

    /// <summary>How many changes are missing after a step until the standings may move on; 0 where they may already.</summary>
    public long MissingAfter(ShownStep step) => Math.Max(0, step.Casts + 2 * Step - ShownChanges - _held.Count);

    /// <summary>Takes the next changes of the log in.</summary>
    public void Take(IEnumerable<CountedChange> changes)
    {
        foreach (var change in changes)
        {
            All.Apply(change);
            _held.Enqueue(change);
        }
        while (_held.Count >= 2 * Step)
        {
            for (var i = 0; i < Step; i++)
                _shown.Apply(_held.Dequeue());
            ShownChanges += Step;
        }
    }

    /// <summary>A copy of the newest step, to work out what would be funded.</summary>
    public StepToAllocate ToAllocate() => new(
        paper, rules, ShownChanges,
        [.. rules.Allocation.CountsPoints ? _shown.Standings.Points : _shown.Standings.Votes],
        _shown.Distinct());

    /// <summary>The newest step in bands of ten per cent of its ballots.</summary>
    public ShownStep Bands() => ShownStep.Of(ShownChanges, paper.Proposals.Select((proposal, at) =>
        new Standing(proposal.Id, _shown.Standings.Votes[at] * 10 / Math.Max(1, _shown.Standings.Ballots) * 10, Funded: false)));
}
