namespace PbDecisionDay.Rules.Papers;

/// <summary>
/// Until when a project may be withdrawn or restored, by an entry in the log. With live standings or bands, after the opening only the
/// project's own group may withdraw it, and nothing is restored.
/// </summary>
public enum Withdrawals
{
    /// <summary>Every project of the paper can be funded. The default value.</summary>
    Never,

    /// <summary>Until the day opens.</summary>
    UntilOpen,

    /// <summary>Until casting has ended.</summary>
    UntilLast,

    /// <summary>Until the ballots are mixed, or where they are not, until the result.</summary>
    UntilMix,
}
