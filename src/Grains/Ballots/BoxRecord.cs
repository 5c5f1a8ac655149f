using System.Collections.Immutable;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// What the journal keeps of one log entry: the entry itself, and beside it what the log must not show but a restart needs.
/// One record is one entry: a box's stream is its log.
/// </summary>
/// <param name="Entry">The entry, whose printed bytes are the log's.</param>
internal sealed record BoxRecord(LogEntry Entry)
{
    /// <summary>With a cast: its nonce and ballot, encrypted under the day's openings key.</summary>
    public ReadOnlyMemory<byte> Opening { get; init; }

    /// <summary>With a cast or surrender: what a retry is recognised by, and the receipt's signature.</summary>
    public CardUse? Use { get; init; }

    /// <summary>With a batch: its cards' numbers, sorted.</summary>
    public ImmutableArray<Digest> Cards { get; init; } = [];

    /// <summary>With the opening: what the day was opened under.</summary>
    public OpenBox? Frozen { get; init; }

    /// <summary>With a cast: the canonical ballot. Never written; a restart has it from the opening.</summary>
    public string Ballot { get; init; } = "";
}
