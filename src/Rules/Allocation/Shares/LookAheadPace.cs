namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>
/// When a run should look ahead. Looking makes a run dearer and may skip many rises, or none: so it is tried after two
/// runs have bought the same projects in the same order, kept up while it skips rises, and tried more and more seldom while it does not.
/// </summary>
internal sealed class LookAheadPace
{
    private const long Worthwhile = 4;
    private const int LongestPause = 64;
    private readonly List<int> _last = [];
    private bool _looking;
    private int _pause = 2;
    private int _wait = 2;

    /// <summary>For how many rises the next run should look ahead.</summary>
    public long Look => _looking ? long.MaxValue : 0;

    /// <summary>Takes note of how a run went.</summary>
    public void Learn(SharesRun run)
    {
        if (_looking && run.SameFor < Worthwhile)
        {
            _looking = false;
            _wait = _pause;
            _pause = Math.Min(2 * _pause, LongestPause);
        }
        else if (_looking)
        {
            _pause = 2;
        }
        else if (run.Order.SequenceEqual(_last))
        {
            _looking = --_wait <= 0;
        }
        _last.Clear();
        _last.AddRange(run.Order);
    }
}
