namespace PbDecisionDay.Ledger.Mixing;

/// <summary>A ballot that counts, as the log has it.</summary>
/// <param name="Index">The index of its <c>cast</c> or <c>paper</c> entry.</param>
/// <param name="Seal">The seal in that entry.</param>
public readonly record struct CountedSeal(long Index, Digest Seal);
