using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>A batch of cards in the box of another log, whose entry stands in the main log.</summary>
internal static class AllottedBatch
{
    public static Batch Of(BatchAllotted note, string log) => new(
        note.Batch, [.. note.Cards.Select(Read)], note.MadeByService ? CardMaker.Service : CardMaker.Offline, -1, log, Active: false);

    private static Digest Read(string card) => Digest.TryParse(card, out var number) ? number : throw new InvalidDataException("A note on the log names a card that is none.");
}
