using System.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Tests.Support.Days;

// What a step can make from the day so far.
public sealed partial class SampleDay
{
    /// <summary>A batch of cards by their numbers on this day.</summary>
    public SampleEntry Batch(string batch, int first, int count, CardMaker maker = CardMaker.Offline, string log = LogNames.Main)
    {
        var manifest = Manifest.Of(Enumerable.Range(first, count).Select(card => SampleCards.Card(card).Number));
        manifests[batch] = manifest;
        return new BatchEntry(batch, log, manifest.Root, manifest.Size, maker);
    }

    public SampleEntry Open()
    {
        pages.Add(PagesOf("first"));
        return new OpenEntry(
            Digest.Sha256(Utf8(Rules.Text)), Digest.Sha256(Utf8(Paper.Text)), Digest.Sha256(Utf8(pages[^1])), SampleCards.Bytes("openings key"));
    }

    /// <summary>The voter's pages change; without a version to what is no list.</summary>
    public SampleEntry ChangePages(string? version = "second")
    {
        pages.Add(version is null ? "no list\n" : PagesOf(version));
        return new PagesEntry(Digest.Sha256(Utf8(pages[^1])));
    }

    private static string PagesOf(string version) => PageList.Print(
    [
        new("js/vote.js", Utf8($"the {version} script")), new("vote/en", Utf8($"the {version} page")), new("vote/ar", Utf8($"the {version} page in Arabic")),
    ]);

    /// <summary>Another log is announced.</summary>
    public SampleEntry Announce(string name, int first, int count)
    {
        var other = Others[name] = new SampleOtherLog(name, Origin, first, count);
        return new AnnounceEntry(name, other.Key.Fingerprint);
    }

    /// <summary>Another log is played to its close, and joined.</summary>
    public SampleEntry Join(string name)
    {
        var other = Others[name];
        other.IsJoined = true;
        return other.Play(entries.OfType<OpenEntry>().First());
    }

    public SampleEntry Activate(string batch)
    {
        issued.UnionWith(manifests[batch].Numbers);
        return new ActivateEntry(batch);
    }

    /// <summary>Running totals: so many people checked in, and the cards made usable so far.</summary>
    public SampleEntry Count(int checkedIn) => new CountEntry(checkedIn, issued.Count);

    /// <summary>A cast with the card's next version or another; the card is made usable first, as at a door, unless it is not handed out.</summary>
    public SampleEntry Cast(int card, string ballot, int? version = null, bool handedOut = true)
    {
        var (derived, ver) = (SampleCards.Card(card), version ?? NextVersion(card));
        if (handedOut)
            issued.Add(derived.Number);
        var opening = NewOpening(ballot);
        return new(new CastEntry(derived.Number, ver, derived.Proof(ver), Seal(opening)), opening);
    }

    /// <summary>The very entry of an earlier step.</summary>
    public SampleEntry Again(string step) => new(entries[(int)IndexOf(step)], openings.GetValueOrDefault(IndexOf(step)));

    /// <summary>A challenge of the card's last cast.</summary>
    public SampleEntry Challenge(int card)
    {
        var derived = SampleCards.Card(card);
        var cast = entries.FindLastIndex(entry => entry is CastEntry cast && cast.Card == derived.Number);
        var (opening, ver) = (openings[cast], NextVersion(card));
        return new ChallengeEntry(derived.Number, ver, derived.Proof(ver), opening.Nonce, opening.Ballot);
    }

    /// <summary>Makes a card usable, as at a door.</summary>
    public void HandOut(int card) => issued.Add(SampleCards.Card(card).Number);

    /// <summary>A surrender with the card's next version or another.</summary>
    public SampleEntry Surrender(int card, int? version = null)
    {
        var (derived, ver) = (SampleCards.Card(card), version ?? NextVersion(card));
        issued.Add(derived.Number);
        return new SurrenderEntry(derived.Number, ver, derived.Proof(ver));
    }

    public SampleEntry Void(int card, VoidReason reason) => new VoidEntry(SampleCards.Card(card).Number, reason);

    public SampleEntry Close() => new CloseEntry(Issued.Root);

    public SampleEntry EnterPaper(string batch, int number, string ballot)
    {
        var opening = NewOpening(ballot);
        return new(new PaperEntry(batch, number, Seal(opening)), opening);
    }

    /// <summary>The opening of a paper that the dice named.</summary>
    /// <param name="which">Which in the order drawn, from 0.</param>
    /// <param name="forged">Whether it tells another ballot than was keyed.</param>
    public SampleEntry Sample(int which, bool forged = false)
    {
        var keyed = entries.OfType<PaperEntry>().Select(paper => new PaperPlace(paper.Batch, paper.Number)).Distinct();
        var place = PaperDraw.Of(entries.OfType<MixEntry>().Last().LeafHash(), SampleScript.Digits, keyed, Counted().Count())[which];
        var opening = openings[entries.FindLastIndex(entry => entry is PaperEntry paper && paper.Batch == place.Batch && paper.Number == place.Number)];
        return new Ledger.Entries.SampleEntry(place.Batch, place.Number, opening.Nonce, forged ? "approve p6" : opening.Ballot);
    }

    /// <summary>The mix of what counts so far, and the ballots as they will be published.</summary>
    public SampleEntry Mix()
    {
        ballotsText = PabulibWriter.ToText(PabulibExport.Of(Paper, Rules, Published(), Facts, Allocate().Outcome));
        potTexts = [.. PabulibExport.OfPots(Paper, Rules, Published(), Facts, Allocate().Outcome).Select(PabulibWriter.ToText)];
        mix = new(Counted());
        return mix.Entry(Digest.Sha256(Utf8(ballotsText)));
    }

    /// <summary>The proof for the last mix and lots in the log.</summary>
    public SampleEntry Prove()
    {
        var mixLeaf = entries.OfType<MixEntry>().Last().LeafHash();
        mixFiles = mix!.Files(mixLeaf, entries.OfType<DiceEntry>().Last().Digits).ToDictionary(member => member.Name, member => member.Read(), StringComparer.Ordinal);
        return MixProof.EntryOf(mixFiles[BundleNames.MixProof]);
    }

    public SampleEntry Result()
    {
        resultText = AllocationText.Print(Allocate() with { LeftOut = script.LeftOut([.. MissingLogs()]) }, Paper, Rules);
        return new ResultEntry(Digest.Sha256(Utf8(resultText)));
    }

    private List<Ballot> Published() =>
        [.. script.Publish([.. Counted().Select(one => one.Opening.Ballot)]).Select(text => Ballot.TryParse(text, out var ballot, out _) ? ballot! : throw new FormatException(text))];

    private DayAllocation Allocate() => DayAllocation.Of(Paper, Rules, Published(), script.Count(Changes()));

    // With the cards of the batches that the main log names for it.
    private IEnumerable<MissingLog> MissingLogs() => entries.OfType<MissingEntry>().OrderBy(entry => entry.Log, StringComparer.Ordinal)
        .Select(entry => new MissingLog(entry.Log, entries.OfType<BatchEntry>().Where(batch => batch.Log == entry.Log).Sum(batch => (long)batch.Size)));

    // The last total of each pot, and the last word on each proposal.
    private PaperChanges Changes()
    {
        var changes = PaperChanges.None;
        foreach (var pot in entries.OfType<PotEntry>())
            changes = changes.WithTotal(pot.Pot, pot.Amount);
        foreach (var last in entries.OfType<WithdrawEntry>().GroupBy(entry => entry.Proposal, StringComparer.Ordinal).Select(one => one.Last()))
            if (last.Reason != WithdrawReason.Restored)
                changes = changes.Without(last.Proposal);
        return changes;
    }

    // The nonce hangs on the step's name, so that a step put in elsewhere leaves the others as they were.
    private Opening NewOpening(string ballot) => new(SampleCards.Bytes($"nonce {step}"), ballot);

    private static Digest Seal(Opening opening) => BallotSeal.Of(opening.Nonce.ToBytes(), Encoding.ASCII.GetBytes(opening.Ballot));

    private int NextVersion(int card)
    {
        var number = SampleCards.Card(card).Number;
        return 1 + entries.Max(entry => entry switch
        {
            CastEntry cast when cast.Card == number => cast.Version,
            ChallengeEntry challenge when challenge.Card == number => challenge.Version,
            SurrenderEntry surrender when surrender.Card == number => surrender.Version,
            _ => 0,
        });
    }
}
