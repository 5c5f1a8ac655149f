using System.Collections.Immutable;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>Checks that the log tells this day as it happened: its batches, its opening, each cast once, each lost card, each change of money and projects, its close and its result, and nothing else.</summary>
internal static class DayInLog
{
    /// <summary>What does not hold, each as a sentence.</summary>
    public static IEnumerable<string> Problems(ImmutableArray<LogEntry?> entries, Played played) =>
        [.. Batches(entries, played), .. Frame(entries, played), .. Casts(entries, played), .. Lost(entries, played), .. Papers(entries, played), .. Changes(entries, played)];

    /// <summary>How many ballots the log says count: cards whose last use is a cast, and slips.</summary>
    public static int Counted(ImmutableArray<LogEntry?> entries)
    {
        var last = new Dictionary<Digest, LogEntry>();
        foreach (LogEntry? entry in entries)
            if (entry is CastEntry cast)
                last[cast.Card] = cast;
            else if (entry is ChallengeEntry challenge)
                last[challenge.Card] = challenge;
            else if (entry is SurrenderEntry surrender)
                last[surrender.Card] = surrender;
        return last.Values.Count(entry => entry is CastEntry) + entries.OfType<PaperEntry>().DistinctBy(paper => (paper.Batch, paper.Number)).Count();
    }

    private static IEnumerable<string> Batches(ImmutableArray<LogEntry?> entries, Played played)
    {
        BatchEntry[] batches = [.. entries.OfType<BatchEntry>()];
        if (!batches.Select(batch => batch.Batch).Order(StringComparer.Ordinal).SequenceEqual(played.Batches.Keys))
            yield return "The log's batches are not those that were registered.";
        foreach (BatchEntry batch in batches)
            if (played.Batches.TryGetValue(batch.Batch, out Manifest? own) && (batch.Root != own.Root || batch.Size != own.Size || batch.Maker != CardMaker.Offline))
                yield return $"The batch {batch.Batch} has {batch.Size} cards in the log, made {batch.Maker}, and not the {own.Size} that were registered.";
    }

    private static IEnumerable<string> Frame(ImmutableArray<LogEntry?> entries, Played played)
    {
        (int open, int last, int close) = (Only<OpenEntry>(entries), Only<LastEntry>(entries), Only<CloseEntry>(entries));
        if (open < 0 || last < open || close < last)
            yield return "The log does not have one open, after it one end of casting, and after that one close.";
        else if (entries.Index().Any(entry => entry.Item is CastEntry && (entry.Index < open || entry.Index > last)))
            yield return "A cast stands in the log before the open or after the end of casting.";
        if (open >= 0 && entries[open] is OpenEntry opened && (opened.Rules != played.Rules || opened.Paper != played.Paper))
            yield return "The day was opened under other rules or another paper than were published.";
        if (close >= 0 && entries[close] is CloseEntry closed && closed.Issued != played.Issued.Root)
            yield return "The list of cards made usable is not that of the cards handed out.";
        // Whoever got another card for one that was taken in came once.
        int used = entries.OfType<CastEntry>().DistinctBy(cast => cast.Card).Count(cast => !played.TakenIn.Contains(cast.Card));
        if (entries.OfType<CountEntry>().LastOrDefault() is not { } count || count.Issued != played.Issued.Size || count.CheckedIn < used)
            yield return $"The last totals in the log are not {played.Issued.Size} cards handed out and at least {used} people checked in.";
        if (Only<ResultEntry>(entries) is var result && (result < 0 || entries[result] is ResultEntry { Result: var hash } && hash != played.Result))
            yield return "The log does not have one result, with the hash of the result that was declared.";
    }

    private static IEnumerable<string> Casts(ImmutableArray<LogEntry?> entries, Played played)
    {
        var own = played.Casts.Select(cast => (cast.Card, cast.Version)).ToHashSet();
        var last = new Dictionary<Digest, int>();
        foreach ((int index, LogEntry? entry) in entries.Index())
        {
            if (entry is not CastEntry cast)
                continue;
            if (!own.Remove((cast.Card, cast.Version)))
                yield return $"Entry {index} is a cast that no phone has a receipt for, or stands in the log a second time.";
            if (!CardProof.Holds(cast.Card, cast.Version, cast.Reveal))
                yield return $"The proof of the cast at {index} does not belong to its card.";
            if (!played.Issued.Contains(cast.Card))
                yield return $"Entry {index} is a cast by a card that was not handed out.";
            if (cast.Version <= last.GetValueOrDefault(cast.Card))
                yield return $"Entry {index} is a cast of a version that its card had used or passed over.";
            last[cast.Card] = cast.Version;
        }
        foreach ((Digest _, int version) in own)
            yield return $"A cast of version {version} with a receipt is not in the log.";
        if (entries.OfType<ChallengeEntry>().Count() is var opened && opened != played.Casts.Count(cast => cast.Challenge is not null))
            yield return $"The log opens {opened} casts, and not the {played.Casts.Count(cast => cast.Challenge is not null)} that were challenged.";
    }

    private static IEnumerable<string> Lost(ImmutableArray<LogEntry?> entries, Played played)
    {
        VoidEntry[] ended = [.. entries.OfType<VoidEntry>()];
        VoidEntry[] takenIn = [.. ended.Where(entry => entry.Reason == VoidReason.Challenged)];
        if (takenIn.Length != played.TakenIn.Count || !played.TakenIn.SetEquals(takenIn.Select(entry => entry.Card)))
            yield return $"The log takes {takenIn.Length} cards in, and not the {played.TakenIn.Count} that a door exchanged.";
        if (ended.Length - takenIn.Length != played.Lost.Count || !played.Lost.SetEquals(ended.Where(entry => entry.Reason == VoidReason.Lost).Select(entry => entry.Card)))
            yield return $"The log ends {ended.Length - takenIn.Length} cards, and not the {played.Lost.Count} that were lost.";
        if (entries.OfType<CastEntry>().Any(cast => played.Lost.Contains(cast.Card)))
            yield return "A lost card has cast.";
    }

    private static IEnumerable<string> Papers(ImmutableArray<LogEntry?> entries, Played played)
    {
        SurrenderEntry[] handedIn = [.. entries.OfType<SurrenderEntry>()];
        if (handedIn.Length != played.HandedIn.Count || handedIn.Any(entry => !played.HandedIn.ContainsKey(entry.Card)))
            yield return $"The log has {handedIn.Length} surrenders, and not the {played.HandedIn.Count} cards that were handed in.";
        foreach (SurrenderEntry entry in handedIn)
            if (played.HandedIn.TryGetValue(entry.Card, out Receipt? receipt)
                && (receipt.Index >= entries.Length || !ReferenceEquals(entries[(int)receipt.Index], entry) || receipt.LeafHash != entry.LeafHash() || !receipt.IsSignedBy(played.Key)))
                yield return $"The receipt for a card that was handed in is not of the entry at {receipt.Index}.";
        PaperEntry[] slips = [.. entries.OfType<PaperEntry>()];
        if (slips.Length != played.HandedIn.Count || slips.DistinctBy(slip => (slip.Batch, slip.Number)).Count() != slips.Length)
            yield return $"The log has {slips.Length} slips, and not one for each of the {played.HandedIn.Count} cards that were handed in.";
        if (entries.OfType<CastEntry>().Any(cast => played.HandedIn.ContainsKey(cast.Card)))
            yield return "A card that was handed in before it cast has cast.";
    }

    /// <summary>One change of money before the opening and one withdrawal while people voted, and no other.</summary>
    private static IEnumerable<string> Changes(ImmutableArray<LogEntry?> entries, Played played)
    {
        (int open, int last) = (Only<OpenEntry>(entries), Only<LastEntry>(entries));
        var found = entries.Index().Where(entry => entry.Item is PotEntry or WithdrawEntry).ToArray();
        if (played.Changes is not { } changes)
        {
            if (found.Length > 0)
                yield return "The log changes money or projects, and nobody did.";
            yield break;
        }
        if (found is not [(var raised, PotEntry pot), (var left, WithdrawEntry withdrawn)])
            yield return $"The log has {found.Length} changes of money and projects, and not one of each.";
        else if (raised > open || pot != new PotEntry(changes.Pot, changes.Amount, PotSource.Sponsor, PotReason.Added))
            yield return "The log does not tell before the opening that a sponsor added to the pot.";
        else if (left < open || left > last || withdrawn != new WithdrawEntry(changes.Withdrawn, WithdrawReason.Withdrawn))
            yield return "The log does not tell while people voted which project was withdrawn.";
    }

    /// <summary>The index of the only entry of a kind, or -1.</summary>
    private static int Only<T>(ImmutableArray<LogEntry?> entries)
        where T : LogEntry
    {
        int[] found = [.. entries.Index().Where(entry => entry.Item is T).Select(entry => entry.Index)];
        return found.Length == 1 ? found[0] : -1;
    }
}
