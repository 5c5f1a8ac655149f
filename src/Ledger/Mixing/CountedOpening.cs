namespace PbDecisionDay.Ledger;

/// <summary>A ballot that counts, with what opens its seal.</summary>
/// <param name="Index">The index of its <c>cast</c> or <c>paper</c> entry.</param>
/// <param name="Opening">What opens the seal in that entry.</param>
public readonly record struct CountedOpening(long Index, Opening Opening);
