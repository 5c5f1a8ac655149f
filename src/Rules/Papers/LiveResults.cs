namespace PbDecisionDay.Rules.Papers;

/// <summary>What the screens show while voting is open.</summary>
public enum LiveResults
{
    /// <summary>Standings, in steps of at least ten ballots.</summary>
    Standings,

    /// <summary>How many have voted; the standings come at the declaration.</summary>
    Turnout,

    /// <summary>Standings in bands.</summary>
    Rounded,
}
