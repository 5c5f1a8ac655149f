namespace PbDecisionDay.Rules.Ballots;

/// <summary>What a ballot says about the projects on it; the first word of its canonical text.</summary>
public enum BallotKind
{
    /// <summary>No choice. Always allowed, and counted as a voter.</summary>
    Blank,

    /// <summary>The projects this voter supports.</summary>
    Approve,

    /// <summary>A mark from 0 to the form's top mark for each project named.</summary>
    Score,

    /// <summary>A fixed number of points, dealt out among projects.</summary>
    Points,

    /// <summary>Projects in order of preference, the best first.</summary>
    Rank,
}
