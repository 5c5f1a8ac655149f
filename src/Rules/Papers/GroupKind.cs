namespace PbDecisionDay.Rules.Papers;

/// <summary>By what a group of projects is gathered.</summary>
public enum GroupKind
{
    /// <summary>A size band inside a pot.</summary>
    Tier,

    /// <summary>A part of town.</summary>
    Area,

    /// <summary>What the projects are about, or whom they are for.</summary>
    Theme,
}
