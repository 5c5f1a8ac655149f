namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>How many voters have begun to send a ballot: the most that a screen may show. And how many of them took one back for a while.</summary>
internal sealed class BallotsSent
{
    private long number;
    private long challenges;

    public long Number => Interlocked.Read(ref number);

    /// <summary>How many have begun to challenge their own cast: as often as a turnout may fall.</summary>
    public long Challenges => Interlocked.Read(ref challenges);

    public void AddChallenge() => Interlocked.Increment(ref challenges);

    public void Add() => Interlocked.Increment(ref number);
}
