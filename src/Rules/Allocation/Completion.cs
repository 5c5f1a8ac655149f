namespace PbDecisionDay.Rules.Allocation;

/// <summary>What follows Equal Shares when money is left.</summary>
public enum Completion
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The rest goes by votes (by points where the utility is points or Borda).</summary>
    Greedy,

    /// <summary>Everyone's share rises by one unit of the currency at a time and the method runs again.</summary>
    Add1,

    /// <summary>As <see cref="Add1"/>, and the rest goes as under <see cref="Greedy"/>.</summary>
    Add1Greedy,
}
