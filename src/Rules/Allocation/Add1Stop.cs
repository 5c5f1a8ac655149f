namespace PbDecisionDay.Rules.Allocation;

/// <summary>When the rises of <see cref="Completion.Add1"/> stop.</summary>
public enum Add1Stop
{
    /// <summary>When no further project fits, or before the outcome would cost more than the pot.</summary>
    Exhaustive,

    /// <summary>Only before the outcome would cost more than the pot, or when every supported project is funded.</summary>
    OverBudget,
}
