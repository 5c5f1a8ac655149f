using PbDecisionDay.Ledger.Entries;


namespace PbDecisionDay.Grains.Ballots;

/// <summary>A paper ballot's place: its batch and its number there.</summary>
internal readonly record struct PaperSlip(string Batch, int Number)
{
    public static PaperSlip Of(PaperEntry entry) => new(entry.Batch, entry.Number);
}

/// <summary>A paper ballot as it was entered last under its slip.</summary>
/// <param name="Ballot">The canonical ballot.</param>
/// <param name="Index">The entry's index.</param>
internal sealed record EnteredPaper(string Ballot, long Index);
