using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>A paper ballot's place: its batch and its number there.</summary>
internal readonly record struct PaperSlip(string Batch, int Number)
{
    public static PaperSlip Of(PaperEntry entry) => new(entry.Batch, entry.Number);
}

/// <summary>What was keyed last for a slip.</summary>
/// <param name="Ballot">The canonical ballot.</param>
/// <param name="Index">The entry's index.</param>
internal sealed record KeyedPaper(string Ballot, long Index);
