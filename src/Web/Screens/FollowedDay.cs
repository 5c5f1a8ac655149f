namespace PbDecisionDay.Web.Screens;

/// <summary>A day that screens of this node follow, or followed.</summary>
internal sealed class FollowedDay
{
    private int _followers, _pulling;
    private int _settled = -1;

    /// <summary>What its screens were last sent.</summary>
    public ScreenMessage? Last { get; private set; }

    /// <summary>Takes what came next.</summary>
    /// <returns>Whether it is news for the screens.</returns>
    public bool Take(ScreenMessage next)
    {
        if (next.IsOlderThan(Last)) return false;
        if (next.SaysTheSameAs(Last))
        {
            _settled = next.Step;
            return false;
        }
        Last = next;
        return true;
    }

    /// <summary>
    /// Whether its ballots were asked for again after the message of this step, and said nothing new. Once is not enough: the figures of that message may have
    /// been looked at before the step.
    /// </summary>
    public bool IsSettled(int step) => _settled == step;

    public bool IsFollowed => Volatile.Read(ref _followers) > 0;

    public void Enter() => Interlocked.Increment(ref _followers);

    public void Leave() => Interlocked.Decrement(ref _followers);

    /// <summary>Whether the caller may pull: a day is asked by one at a time.</summary>
    public bool TryBeginPull() => Interlocked.Exchange(ref _pulling, 1) == 0;

    public void EndPull() => Volatile.Write(ref _pulling, 0);
}
