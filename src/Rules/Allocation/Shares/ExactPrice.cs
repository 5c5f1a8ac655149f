namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>A price decided in exact fractions.</summary>
/// <param name="Price">The price, in voter-ths of a minor unit.</param>
/// <param name="Poor">The classes that give all they hold.</param>
internal sealed record ExactPrice(Fraction Price, HashSet<int> Poor);
