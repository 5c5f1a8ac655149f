namespace PbDecisionDay.Rules.Pabulib;

/// <summary>What a rank counts on an ordinal ballot, position counted from 0.</summary>
public enum RankPoints
{
    /// <summary>The number of projects ranked below: length - position - 1.</summary>
    Borda,

    /// <summary>Length of the ballot - position, so that the last counts 1.</summary>
    FromLength,

    /// <summary>META <c>max_length</c> - position, never below 0, as cities do where the first choice always counts the same.</summary>
    FromMostAllowed,
}
