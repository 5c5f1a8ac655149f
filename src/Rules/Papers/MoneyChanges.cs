namespace PbDecisionDay.Rules.Papers;

/// <summary>Until when the total of a pot may be changed, by an entry in the log. With live standings or bands never after the opening.</summary>
public enum MoneyChanges
{
    /// <summary>The paper's totals stand. The default value.</summary>
    Never,

    /// <summary>Until casting has ended.</summary>
    UntilLast,

    /// <summary>Until the ballots are mixed, or where they are not, until the result.</summary>
    UntilMix,
}
