namespace PbDecisionDay.Rules.Pabulib.Exporting;

/// <summary>
/// What the column <c>selected</c> says. Source: pabulib.org/format, where 2 stands for what the comment explains.
/// </summary>
internal enum Selection
{
    /// <summary>Not funded.</summary>
    No = 0,

    /// <summary>Funded in full, by the rule itself and within the budget.</summary>
    Yes = 1,

    /// <summary>Funded in another way: in part, beyond the budget, or by what follows Equal Shares.</summary>
    Otherwise = 2,
}
