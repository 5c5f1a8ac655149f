using PbDecisionDay.Ledger.Checkpoints;


namespace PbDecisionDay.Verifier.Following;

/// <summary>Who is told of every step; the console, or a test.</summary>
internal interface IFollowVoice
{
    /// <summary>The log grew; <paramref name="witness"/> countersigned, if anyone.</summary>
    void Grown(FollowStep.Grown step, string? witness);

    /// <summary>The log is as it was.</summary>
    void Same(Checkpoint checkpoint);

    /// <summary>Nothing could be learnt; it will be tried again.</summary>
    void Trouble(string reason);

    /// <summary>What the site shows cannot be; both sides were kept as files.</summary>
    void Alarm(FollowStep.Alarm alarm, (string Kept, string Shown) evidence);
}
