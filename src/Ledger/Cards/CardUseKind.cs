namespace PbDecisionDay.Ledger.Cards;

/// <summary>The ways in which the holder of a card uses a version of it. Source: docs/formats/verify.md.</summary>
public enum CardUseKind
{
    /// <summary>A ballot was cast.</summary>
    Cast,

    /// <summary>The cast before it was challenged, and opened for its voter.</summary>
    Challenge,

    /// <summary>The card was given up.</summary>
    Surrender,
}
