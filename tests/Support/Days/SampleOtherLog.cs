using System.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Tests.Support.Days;

/// <summary>
/// Another log of a sample day, in which each card of one batch casts once and the last one is surrendered. What counts is worked out here, apart
/// from the product's own audit.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="origin">The main log's origin.</param>
/// <param name="first">The first of its cards.</param>
/// <param name="count">How many it has.</param>
public sealed class SampleOtherLog(string name, string origin, int first, int count)
{
    private readonly LogKey key = LogKey.Generate();
    private readonly List<LogEntry> entries = [];
    private SignedNote? checkpoint;

    public string Name => name;

    public bool IsPlayed => entries.Count > 0;

    public bool IsJoined { get; set; }

    public MerkleTree Tree { get; } = new();

    public LogPublicKey Key => key.Public;

    public string VerifierKey => key.Public.VerifierKey(Origin);

    /// <summary>Its closing checkpoint, signed once.</summary>
    public SignedNote Checkpoint => checkpoint ??= Ledger.Checkpoints.Checkpoint.Of(Origin, Tree).Sign(key);

    /// <summary>A receipt that its machine signed, of whatever it says that it wrote.</summary>
    public Receipt Receipt(long index, Digest leaf) => Ledger.Receipts.Receipt.Sign(key, Origin, index, leaf);

    /// <summary>What opens each cast, in log order.</summary>
    public List<PlacedOpening> Openings { get; } = [];

    /// <summary>What opens each cast that counts: all but the last.</summary>
    public IEnumerable<PlacedOpening> Counted => Openings.SkipLast(1);

    /// <summary>How many people came; <c>null</c> for one a card.</summary>
    public int? CheckedIn { get; set; }

    /// <summary>What is done to its entries before they are written.</summary>
    public Func<IEnumerable<LogEntry>, IEnumerable<LogEntry>> Alter { get; set; } = entries => entries;

    private string Origin => LogNames.Origin(origin, name);

    private DerivedCard[] Cards => [.. Enumerable.Range(first, count).Select(SampleCards.Card)];

    private Manifest Manifest => Manifest.Of(Cards.Select(card => card.Number));

    /// <summary>Plays it to its close, opened under what the main log was opened under.</summary>
    public JoinEntry Play(OpenEntry open)
    {
        var casts = Cards.Select((card, i) => Cast(card, $"approve p{1 + i % 3}")).ToArray();
        var last = Cards[^1];
        LogEntry[] played =
        [
            open, new ActivateEntry(name), .. casts, new SurrenderEntry(last.Number, 2, last.Proof(2)),
            new LastEntry(), new CountEntry(CheckedIn ?? count, count), new CloseEntry(Manifest.Root),
        ];
        foreach (var entry in Alter(played))
        {
            if (entry is CastEntry cast && openings.TryGetValue(cast.Seal, out var opening))
                Openings.Add(new(entries.Count, opening, name));
            entries.Add(entry);
            Tree.Append(entry.LeafHash());
        }
        return new JoinEntry(name, Tree.Count, Tree.Root());
    }

    private readonly Dictionary<Digest, Opening> openings = [];

    private CastEntry Cast(DerivedCard card, string ballot)
    {
        var opening = new Opening(SampleCards.Bytes($"nonce of {card.Number}"), ballot);
        var seal = BallotSeal.Of(opening.Nonce.ToBytes(), Encoding.ASCII.GetBytes(ballot));
        openings[seal] = opening;
        return new CastEntry(card.Number, 1, card.Proof(1), seal);
    }

    /// <summary>It through the product's audit, with the batches that the main log names for it.</summary>
    public LogAudit Audit(SampleDay day)
    {
        var audit = new LogAudit(name) { Replacement = day.Rules.Replacement };
        foreach (var batch in day.Entries.OfType<BatchEntry>().Where(batch => batch.Log == name))
        {
            audit.AddManifest(batch.Batch, day.Manifests[batch.Batch]);
            audit.Allot(batch);
        }
        audit.AddIssued(Manifest);
        for (var i = 0; i < entries.Count; i++)
            audit.Take(i, entries[i]);
        return audit;
    }

    /// <summary>Its members of public.zip.</summary>
    public IEnumerable<BundleMember> Members() =>
        LogFiles.Of(Checkpoint, Tree, (from, many) => [.. entries.Skip((int)from).Take(many).Select(entry => (ReadOnlyMemory<byte>)entry.Print())], BundleNames.OtherLog(name) + BundleNames.LogFolder)
            .Append(BundleMember.Of(BundleNames.OtherLog(name) + BundleNames.Issued, Manifest.Print()));
}
