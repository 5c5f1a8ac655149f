using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// What the journal keeps of one log entry: the entry itself, and beside it what the log must not show but a restart needs.
/// One record is one entry: a box's stream is its log.
/// </summary>
/// <param name="Entry">The entry, whose printed bytes are the log's.</param>
internal sealed record BoxRecord(LogEntry Entry)
{
    /// <summary>Stands for a ballot of which nobody here knows any more what it says, since the openings key is destroyed.</summary>
    public const string Unknown = "?";

    /// <summary>With a cast or a paper ballot: its nonce and ballot, encrypted under the day's openings key.</summary>
    public ReadOnlyMemory<byte> Opening { get; init; }

    /// <summary>With a cast, challenge or surrender: what a retry is recognised by, and the receipt's signature.</summary>
    public CardUse? Use { get; init; }

    /// <summary>With a batch: its cards' numbers, sorted.</summary>
    public ImmutableArray<Digest> Cards { get; init; } = [];

    /// <summary>With a joined log: what of it counts, so that the journal need not be read again.</summary>
    public JoinedFigures? Joined { get; init; }

    /// <summary>With the opening: what the day was opened under.</summary>
    public OpenBox? Frozen { get; init; }

    /// <summary>With a change of the voter's pages: their list.</summary>
    public string Pages { get; init; } = "";

    /// <summary>With a cast or a paper ballot: the canonical ballot. Never written; a restart has it from the opening.</summary>
    public string Ballot { get; init; } = "";

    /// <summary>The seal of a cast or a paper ballot; <c>null</c> for every other entry.</summary>
    public Digest? Seal => Entry switch
    {
        CastEntry cast => cast.Seal,
        PaperEntry paper => paper.Seal,
        _ => null,
    };

    /// <summary>Opens what was sealed, for an entry that has a seal.</summary>
    /// <exception cref="InvalidDataException">The key is not the one it was sealed under, or the bytes are not what was written.</exception>
    public Opening OpenWith(OpeningCipher cipher, string origin) => cipher.TryDecrypt(origin, Seal!.Value, Opening.Span, out var opening)
        ? opening
        : throw new InvalidDataException($"The opening of an entry of {origin} cannot be read with the day's key (leaf {Entry.LeafHash()}). Put the right key file back.");
}
