using PbDecisionDay.Rehearsal.Playing;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>Holds what a screen shows against what can be true: nothing goes backwards but for a cast that is challenged, and no ballot is shown that nobody sent.</summary>
internal sealed class ScreenWatch(string day, BallotsSent sent, Differences differences)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> checkpoints = new(StringComparer.Ordinal);
    private volatile Snapshot? last;
    private long fallen;

    /// <summary>What the screen shows now; null before anything.</summary>
    public Snapshot? Last => last;

    /// <summary>How many snapshots came.</summary>
    public int Shown { get; private set; }

    /// <summary>Why the screen was last cut off; empty if it never was.</summary>
    public string LastCutOff { get; private set; } = "";

    /// <summary>Every checkpoint that was ever shown.</summary>
    public IReadOnlyList<string> Checkpoints
    {
        get
        {
            lock (gate)
                return [.. checkpoints];
        }
    }

    /// <summary>A snapshot came.</summary>
    public void Show(Snapshot now)
    {
        long mostBallots = sent.Number;
        if (now.Day != day)
            differences.Add($"The screen of {day} was sent a snapshot of {now.Day}.");
        if (now.Ballots > mostBallots)
            differences.Add($"The screen shows {now.Ballots} ballots when {mostBallots} voters had sent one.");
        if (last is { } before)
        {
            Compare("number", before.Number, now.Number);
            Compare("step", before.Step, now.Step);
            fallen += Math.Max(0, before.Ballots - now.Ballots);
            if (fallen > sent.Challenges)
                differences.Add($"The screen's turnout fell from {before.Ballots} to {now.Ballots}: by {fallen} in all, when {sent.Challenges} casts had been challenged.");
            Compare("number of cards handed out", before.Issued, now.Issued);
        }
        lock (gate)
            if (now.Checkpoint.Length > 0)
                checkpoints.Add(now.Checkpoint);
        Shown++;
        last = now;
    }

    /// <summary>The connection ended.</summary>
    public void CutOff(string reason) => LastCutOff = reason;

    private void Compare(string what, long before, long now)
    {
        if (now < before)
            differences.Add($"The screen's {what} fell from {before} to {now}.");
    }
}
