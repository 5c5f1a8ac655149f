namespace PbDecisionDay.Rules.Allocation;

/// <summary>What a funded project is worth to a supporter under Equal Shares.</summary>
public enum Utility
{
    /// <summary>Its cost.</summary>
    Cost,

    /// <summary>One.</summary>
    Cardinality,

    /// <summary>The points or the mark given to it.</summary>
    Points,

    /// <summary>Its Borda points: the number of projects ranked below it on the ballot.</summary>
    Borda,
}
