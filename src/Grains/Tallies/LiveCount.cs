using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tallies;

/// <summary>
/// A day's ballots counted twice over: all of them, for the result, and those that the live standings may show. The shown ones
/// are the first ballot of each card, in steps of ten to twenty, each shown once the next one is full, so that no step is one
/// person's. What a card casts after its first changes nothing live, and a ballot that is opened while it waits never comes in:
/// somebody who votes again and again round another person's cast learns nothing of it. Of a day with several logs each has
/// steps of its own. Source: docs/adr/0009.
/// </summary>
internal sealed class LiveCount(Paper paper, FrozenRules rules)
{
    private readonly BallotCount _shown = new(paper);

    /// <summary>Everything counted.</summary>
    public BallotCount All { get; } = new(paper);

    /// <summary>How many ballots may be shown.</summary>
    public long ShownBallots { get; private set; }

    /// <summary>How many votes had been opened by a challenge when the steps that may be shown came.</summary>
    public long ShownChecks { get; private set; }

    /// <summary>Takes the next changes of a log in.</summary>
    /// <param name="steps">Where the log's steps stand. They follow from its own order alone, however it is cut into pages and whatever other logs do.</param>
    /// <param name="changes">The changes, in log order.</param>
    public void Take(LiveSteps steps, IEnumerable<CountedChange> changes)
    {
        foreach (var change in changes)
        {
            All.Apply(change);
            if (steps.After(change) is not { } step)
                continue;
            foreach (var ballot in step.Ballots)
                _shown.Apply(new CountedChange("", ballot));
            ShownBallots += step.Ballots.Count;
            ShownChecks += step.Checks;
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
}
