using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>A printed batch of cards.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Cards">Its cards' numbers, sorted.</param>
/// <param name="Maker">Who made the cards' secrets.</param>
/// <param name="Index">The index of its entry in the log.</param>
/// <param name="Log">The log that accepts its cards, as the main log has it.</param>
/// <param name="Active">Whether the whole batch was made usable.</param>
internal sealed record Batch(string Id, ImmutableArray<Digest> Cards, CardMaker Maker, long Index, string Log, bool Active)
{
    /// <summary>Whether it was ended before any of its cards was usable, since its printing failed.</summary>
    public bool Spoilt { get; init; }

    /// <summary>Whether its cards replace those that a door took in, so that handing one out lets nobody new in.</summary>
    public bool ForExchange { get; } = AddBatch.IsForExchange(Id);
}
