namespace PbDecisionDay.Web.Screens;

/// <summary>A day that screens of this node follow, or followed.</summary>
internal sealed class FollowedDay
{
    private int _followers, _pulling;

    /// <summary>What its screens were last sent.</summary>
    public ScreenMessage? Last { get; set; }

    public bool IsFollowed => Volatile.Read(ref _followers) > 0;

    public void Enter() => Interlocked.Increment(ref _followers);

    public void Leave() => Interlocked.Decrement(ref _followers);

    /// <summary>Whether the caller may pull: a day is asked by one at a time.</summary>
    public bool TryBeginPull() => Interlocked.Exchange(ref _pulling, 1) == 0;

    public void EndPull() => Volatile.Write(ref _pulling, 0);
}
