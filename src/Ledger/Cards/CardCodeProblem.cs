namespace PbDecisionDay.Ledger.Cards;

/// <summary>Why a typed or scanned code was not read.</summary>
public enum CardCodeProblem
{
    /// <summary>It was read.</summary>
    None,

    /// <summary>Nothing but spaces and hyphens.</summary>
    Empty,

    /// <summary>Too few or too many symbols.</summary>
    WrongLength,

    /// <summary>A character that no code holds, such as U or a full stop; or a link that is no card's.</summary>
    WrongCharacter,

    /// <summary>The check symbol does not fit: a symbol was misread or two were swapped.</summary>
    WrongCheckSymbol,
}
