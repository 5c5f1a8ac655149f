using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>A batch whose words were read: its log entry and its card numbers, sorted.</summary>
internal sealed record BatchRequest(BatchEntry Entry, ImmutableArray<Digest> Cards)
{
    /// <summary>Reads a batch; <c>null</c> where the id or a number is malformed, a number or a short number comes twice, or there is none.</summary>
    public static BatchRequest? Read(AddBatch command)
    {
        var cards = new HashSet<Digest>(command.Cards.Length);
        foreach (var text in command.Cards)
            if (!Digest.TryParse(text, out var card) || !cards.Add(card))
                return null;
        if (cards.Count == 0 || !BatchEntry.IsName(command.Batch) || !BatchEntry.IsName(command.Log))
            return null;
        // Two different cards that a door cannot tell apart.
        if (cards.DistinctBy(card => ShortNumber.Of(card).Symbols, StringComparer.Ordinal).Count() < cards.Count)
            return null;
        var manifest = Manifest.Of(cards);
        var maker = command.MadeByService ? CardMaker.Service : CardMaker.Offline;
        return new BatchRequest(new BatchEntry(command.Batch, command.Log, manifest.Root, manifest.Size, maker), [.. manifest.Numbers]);
    }
}

/// <summary>The place of a paper ballot, read from its command.</summary>
internal static class PaperRequest
{
    private const int HighestNumber = 9_999_999;

    /// <summary><c>null</c> where the batch is no name or the number out of range.</summary>
    public static PaperSlip? Read(EnterPaperBallot command) =>
        BatchEntry.IsName(command.Batch) && command.Number is >= 1 and <= HighestNumber ? new PaperSlip(command.Batch, command.Number) : null;
}
