using PbDecisionDay.Contracts.Ballots;

namespace PbDecisionDay.Grains.Tallies;

/// <summary>The steps in which one log's first casts come to the live standings.</summary>
internal sealed class LiveSteps(StepSizes sizes)
{
    private readonly List<(long Cast, string Ballot)> _waiting = [];
    private int _steps;
    private long _checks;
    private bool _stopped;
    private (int Step, int Following) _sizes = (sizes[0], sizes[1]);

    /// <summary>No step comes any more: casting has ended.</summary>
    public void Stop() => _stopped = true;

    /// <summary>The step that is shown with this change; none while the next one is not full.</summary>
    public LiveStep? After(CountedChange change)
    {
        if (change.ByChallenge)
            _checks++;
        if (_stopped || change.FirstCast < 0)
            return null;
        if (change.Added.Length > 0)
            _waiting.Add((change.FirstCast, change.Added));
        else
            _waiting.RemoveAll(one => one.Cast == change.FirstCast);
        if (_waiting.Count < _sizes.Step + _sizes.Following)
            return null;
        var step = new LiveStep([.. _waiting[.._sizes.Step].Select(one => one.Ballot)], _checks);
        _waiting.RemoveRange(0, _sizes.Step);
        _steps++;
        _checks = 0;
        _sizes = (_sizes.Following, sizes[_steps + 1]);
        return step;
    }
}

/// <summary>What one step adds to what is shown.</summary>
/// <param name="Ballots">The first casts of ten to twenty cards.</param>
/// <param name="Checks">How many votes were opened since the log's step before.</param>
internal sealed record LiveStep(IReadOnlyList<string> Ballots, long Checks);
