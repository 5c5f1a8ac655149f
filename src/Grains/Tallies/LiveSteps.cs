using PbDecisionDay.Contracts.Ballots;

namespace PbDecisionDay.Grains.Tallies;

/// <summary>The steps in which one log's first casts come to the live standings.</summary>
internal sealed class LiveSteps(StepSizes sizes)
{
    private readonly List<(long Cast, string Ballot)> _waiting = [];
    private int _steps;
    private bool _stopped;
    private (int Step, int Following) _sizes = (sizes[0], sizes[1]);

    /// <summary>No step comes any more: casting has ended.</summary>
    public void Stop() => _stopped = true;

    /// <summary>The ballots of the step that is shown with this change; none while the next one is not full.</summary>
    public IReadOnlyList<string> After(CountedChange change)
    {
        if (_stopped || change.FirstCast < 0)
            return [];
        if (change.Added.Length > 0)
            _waiting.Add((change.FirstCast, change.Added));
        else
            _waiting.RemoveAll(one => one.Cast == change.FirstCast);
        if (_waiting.Count < _sizes.Step + _sizes.Following)
            return [];
        string[] step = [.. _waiting[.._sizes.Step].Select(one => one.Ballot)];
        _waiting.RemoveRange(0, _sizes.Step);
        _steps++;
        _sizes = (_sizes.Following, sizes[_steps + 1]);
        return step;
    }
}
