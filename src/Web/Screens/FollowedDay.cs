namespace PbDecisionDay.Web.Screens;

/// <summary>A day that screens of this node follow, or followed.</summary>
internal sealed class FollowedDay
{
    private int _followers;
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

    /// <summary>Asks for its ballots, and for what its presenter does: each by one at a time.</summary>
    public Pull Ballots { get; } = new();

    /// <inheritdoc cref="Ballots"/>
    public Pull Presenter { get; } = new();

    /// <summary>The number of what its screens were last sent of its presenter; -1 for nothing.</summary>
    public long Presented { get; private set; } = -1;

    /// <summary>Takes the number of what the presenter shows now.</summary>
    /// <returns>Whether it is news for the screens.</returns>
    public bool Take(long presented)
    {
        if (presented <= Presented) return false;
        Presented = presented;
        return true;
    }
}

/// <summary>Something that one at a time may do.</summary>
internal sealed class Pull
{
    private int _under;

    /// <summary>Whether the caller may begin.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref _under, 1) == 0;

    public void End() => Volatile.Write(ref _under, 0);
}
