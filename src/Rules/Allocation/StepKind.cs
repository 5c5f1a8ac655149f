namespace PbDecisionDay.Rules.Allocation;

/// <summary>What an allocation did with a project.</summary>
public enum StepKind
{
    /// <summary>It was funded in full.</summary>
    Funded,

    /// <summary>It got what was left, at least its minimum award.</summary>
    PartFunded,

    /// <summary>It did not fit, but enough of its cost was left, so it was funded in full and nothing after it.</summary>
    Reached,

    /// <summary>It did not fit and was passed over.</summary>
    DoesNotFit,

    /// <summary>It did not fit, and nothing further was funded.</summary>
    Stopped,

    /// <summary>The money had been closed before its turn came.</summary>
    NotReached,

    /// <summary>A project that it cannot stand beside is funded.</summary>
    Conflict,

    /// <summary>The limit of one of its groups is used up.</summary>
    GroupFull,

    /// <summary>Its support is below the threshold.</summary>
    BelowThreshold,

    /// <summary>Its average mark is below the floor.</summary>
    BelowFloor,

    /// <summary>It costs more than one project may take.</summary>
    AboveCap,

    /// <summary>Under Equal Shares its supporters together do not hold its cost.</summary>
    CannotPay,

    /// <summary>It was withdrawn after the paper was frozen, so it got no turn.</summary>
    Withdrawn,

    /// <summary>Under Equal Shares it costs nothing or nobody supports it, so it takes no part.</summary>
    TakesNoPart,
}
