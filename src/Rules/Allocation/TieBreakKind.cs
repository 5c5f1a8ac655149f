namespace PbDecisionDay.Rules.Allocation;

/// <summary>One way to put tied projects in order.</summary>
public enum TieBreakKind
{
    /// <summary>The lower cost first.</summary>
    LowerCost,

    /// <summary>More votes first.</summary>
    MoreVotes,

    /// <summary>More ballots that rank it first go first.</summary>
    FirstPreferences,

    /// <summary>The order of the paper or file. Always decides.</summary>
    File,

    /// <summary>The ordinal order of ids. Always decides.</summary>
    Id,

    /// <summary>Lots from a public seed: ascending SHA-256 of seed, line feed, id. Always decides.</summary>
    Lots,
}
