namespace PbDecisionDay.Ledger.Seals;

/// <summary>What opens the seal in an entry of the log.</summary>
/// <param name="Index">The index of the <c>cast</c> or <c>paper</c> entry.</param>
/// <param name="Opening">What opens the seal in that entry.</param>
/// <param name="Log">The log that the entry stands in: <c>main</c>, or the name of one that was joined.</param>
public readonly record struct PlacedOpening(long Index, Opening Opening, string Log = LogNames.Main);
