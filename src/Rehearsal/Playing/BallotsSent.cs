namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>How many voters have begun to send a ballot: the most that a screen may show.</summary>
internal sealed class BallotsSent
{
    private long number;

    public long Number => Interlocked.Read(ref number);

    public void Add() => Interlocked.Increment(ref number);
}
