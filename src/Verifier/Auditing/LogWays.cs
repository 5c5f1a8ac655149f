using System.Collections.Immutable;
using System.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Patterns;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>
/// How ballots came, from the entries of the main log and of those that were joined: no published ballot is tied to an entry, and no entry to a station.
/// Source: docs/adr/0067.
/// </summary>
/// <param name="OnPhones">Counted casts of the versions 1 to 5.</param>
/// <param name="Final">Counted casts of version 6.</param>
/// <param name="Cards">Batches of cards: cards handed out, those whose ballot counts, and casts that were replaced.</param>
/// <param name="Slips">Batches of paper slips, and the slips of each.</param>
internal sealed record LogWays(int OnPhones, int Final, ImmutableArray<(string Batch, int Usable, int Counted, int Replaced)> Cards, ImmutableArray<(string Batch, int Slips)> Slips)
{
    /// <summary>Counted casts by card as they are told.</summary>
    public ImmutableArray<ToldNumber> ByCard => ToldNumber.Parts([OnPhones, Final]);

    /// <summary>The batches of cards of which any was handed out, as they are told.</summary>
    public IEnumerable<(string Batch, int Usable, ToldNumber Counted, ToldNumber Replaced)> ToldCards
    {
        get
        {
            var (used, at) = (Cards.Where(batch => batch.Usable > 0).ToArray(), 0);
            ImmutableArray<ToldNumber> counted = ToldNumber.Batches([.. used.Select(batch => (batch.Counted, batch.Usable))]);
            ImmutableArray<ToldNumber> replaced = ToldNumber.Batches([.. used.Select(batch => (batch.Replaced, batch.Replaced + batch.Counted))]);
            return used.Select(batch => (batch.Batch, batch.Usable, counted[at], replaced[at++]));
        }
    }

    /// <summary>Reads them; what cannot be read is not counted, which <c>pbdd verify</c> says.</summary>
    public static LogWays Of(Bundle bundle)
    {
        var uses = new Dictionary<Digest, (int Cast, int Replaced)>();
        var slips = new SortedDictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var batches = new List<string>();
        var usable = new HashSet<Digest>();
        foreach (string folder in Folders(bundle))
        {
            if (!LogFiles.TryRead(DayLog.Members(bundle, folder + BundleNames.LogFolder), out LogFiles? files, out _, folder + BundleNames.LogFolder))
                continue;
            foreach (ReadOnlyMemory<byte> bytes in files.Entries)
                if (LogEntry.TryParse(bytes.Span, out LogEntry? entry, out _))
                    Take(entry!);
            usable.UnionWith(Numbers(bundle, folder + BundleNames.Issued));
        }
        int[] counted = [.. uses.Values.Where(use => use.Cast > 0).Select(use => use.Cast)];
        int final = counted.Count(version => version == CardProof.LastCast);
        return new(
            counted.Length - final, final,
            [
                .. batches.Select(batch => (batch, Cards: Numbers(bundle, BundleNames.Manifest(batch)))).Select(batch => (
                    batch.batch, batch.Cards.Count(usable.Contains), batch.Cards.Count(card => uses.GetValueOrDefault(card).Cast > 0),
                    batch.Cards.Sum(card => uses.GetValueOrDefault(card).Replaced))),
            ],
            [.. slips.Select(batch => (batch.Key, batch.Value.Count))]);

        void Take(LogEntry entry)
        {
            switch (entry)
            {
                case CastEntry cast:
                    var before = uses.GetValueOrDefault(cast.Card);
                    uses[cast.Card] = (cast.Version, before.Replaced + (before.Cast > 0 ? 1 : 0));
                    break;
                case ChallengeEntry challenge:
                    uses[challenge.Card] = uses.GetValueOrDefault(challenge.Card) with { Cast = 0 };
                    break;
                case SurrenderEntry surrender:
                    uses[surrender.Card] = uses.GetValueOrDefault(surrender.Card) with { Cast = 0 };
                    break;
                case PaperEntry paper:
                    if (!slips.TryGetValue(paper.Batch, out HashSet<int>? numbers))
                        slips[paper.Batch] = numbers = [];
                    numbers.Add(paper.Number);
                    break;
                case BatchEntry batch when !batches.Contains(batch.Batch, StringComparer.Ordinal):
                    batches.Add(batch.Batch);
                    break;
            }
        }
    }

    // The main log, and those that were joined.
    private static IEnumerable<string> Folders(Bundle bundle) => bundle.Names
        .Where(name => name.StartsWith(BundleNames.OtherLogsFolder, StringComparison.Ordinal))
        .Select(name => name[..(name.IndexOf('/', BundleNames.OtherLogsFolder.Length) + 1)]).Distinct(StringComparer.Ordinal).Prepend("");

    private static IReadOnlyList<Digest> Numbers(Bundle bundle, string name) =>
        DayLog.Text(bundle, name) is { } text && Manifest.TryParse(Encoding.UTF8.GetBytes(text), out Manifest? manifest, out _) ? manifest.Numbers : [];
}
