namespace PbDecisionDay.Rules.Allocation;

/// <summary>What happens when the next project does not fit into what is left.</summary>
public enum MarginalKind
{
    /// <summary>It is passed over and the next one is looked at.</summary>
    Skip,

    /// <summary>Nothing further is funded.</summary>
    Stop,

    /// <summary>It gets what is left if that is at least its minimum award; otherwise it is passed over.</summary>
    Part,

    /// <summary>It is funded whole when at least a set share of its cost is left; either way nothing further is funded.</summary>
    Reach,
}
