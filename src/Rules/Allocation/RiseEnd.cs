namespace PbDecisionDay.Rules.Allocation;

/// <summary>Why everyone's share rose no further.</summary>
public enum RiseEnd
{
    /// <summary>No further project fits into what is left.</summary>
    Exhaustive,

    /// <summary>The next outcome would cost more than the pot.</summary>
    NextInfeasible,

    /// <summary>Every project that someone supports is funded.</summary>
    AllSupported,
}
