using System.Collections.Immutable;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rehearsal.Playing;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rehearsal.Tests.Checking;

/// <summary>A day of four voters as its log should be: one replaces a ballot, one loses a card. Tests change one thing and see it found.</summary>
internal sealed class SmallLog
{
    public const string Origin = "pb.south.example/rehearsal";

    private static readonly Digest Rules = PublishedDay.Hash("rules"), Paper = PublishedDay.Hash("paper"), Result = PublishedDay.Hash("result");

    private readonly LogKey key = LogKey.Generate();
    private readonly Card[] cards = [.. Enumerable.Range(0, 5).Select(_ => Card.Draw(Origin))];
    private readonly Manifest printed;
    private readonly Manifest issued;
    private readonly List<(CastEntry Entry, Ballot Ballot)> casts = [];

    public SmallLog()
    {
        printed = Manifest.Of(cards.Select(card => card.Number));
        issued = Manifest.Of(cards.Select(card => card.Number));
        foreach ((int card, int version, string project) in new[] { (0, 1, "1"), (1, 1, "2"), (1, 2, "1"), (2, 1, "3"), (4, 1, "1") })
            casts.Add((new CastEntry(cards[card].Number, version, cards[card].Proof(version), Digest.Random()), Ballot.Approve(project)));
        Entries =
        [
            new BatchEntry("cards", "main", printed.Root, printed.Size, CardMaker.Offline),
            new OpenEntry(Rules, Paper, Rules, Paper),
            .. casts.Take(3).Select(cast => cast.Entry),
            new VoidEntry(cards[3].Number, VoidReason.Lost),
            .. casts.Skip(3).Select(cast => cast.Entry),
            new LastEntry(),
            new CountEntry(issued.Size, issued.Size),
            new CloseEntry(issued.Root),
            new ResultEntry(Result),
        ];
    }

    /// <summary>The log's entries, to be changed.</summary>
    public List<LogEntry> Entries { get; }

    public CastEntry FirstCast => casts[0].Entry;

    public Digest LostCard => cards[3].Number;

    /// <summary>A cast by a card nobody knows.</summary>
    public static CastEntry StrangersCast() => Card.Draw(Origin) is var card ? new CastEntry(card.Number, 1, card.Proof(1), Digest.Random()) : null!;

    /// <summary>A cast by the lost card.</summary>
    public CastEntry LostCast() => new(cards[3].Number, 1, cards[3].Proof(1), Digest.Random());

    /// <summary>The same cast as the first, sealed anew.</summary>
    public CastEntry FirstCastAgain() => new(FirstCast.Card, FirstCast.Version, FirstCast.Reveal, Digest.Random());

    /// <summary>A challenge of the last cast.</summary>
    public ChallengeEntry Challenge(string ballot) => new(cards[4].Number, 2, cards[4].Proof(2), Digest.Random(), ballot);

    /// <summary>The log as it is served now, under a fresh checkpoint.</summary>
    public LogCopy Copy()
    {
        MerkleTree tree = Tree();
        return new(
            Checkpoint.Of(Origin, tree).Sign(key).Print(), [.. Entries.Select(entry => (ReadOnlyMemory<byte>)entry.Print())],
            [.. Tile.AllOf(tree.Count).Where(tile => tile.Level is not null).Select(tile => new HashTile(tile, TileContents.Hashes(tree, tile)))]);
    }

    /// <summary>What was done and seen, of the log as it is now: receipts for each of the casts, and a checkpoint shown on the way.</summary>
    public Played Played() => new()
    {
        Origin = Origin, Key = key.Public, Rules = Rules, Paper = Paper, Result = Result,
        Batches = ImmutableSortedDictionary.Create<string, Manifest>(StringComparer.Ordinal).Add("cards", printed),
        Issued = issued, Lost = new HashSet<Digest> { cards[3].Number },
        HandedIn = new Dictionary<Digest, Receipt>(),
        Casts = [.. casts.Select(cast => new CastMade(cast.Entry.Card, cast.Entry.Version, cast.Ballot, Digest.Random(), ReceiptFor(cast.Entry)))],
        ShownCheckpoints = [new Checkpoint(Origin, 4, Tree().Root(4)).Sign(key).Print()],
    };

    /// <summary>A receipt by the log's key.</summary>
    public Receipt Sign(long index, Digest leaf) => Receipt.Sign(key, Origin, index, leaf);

    /// <summary>A proof as the service answers it.</summary>
    public ReceiptProof Proof(Receipt receipt) => new(
        "covered", receipt.Index, [.. Tree().InclusionProof(receipt.Index, Entries.Count).Select(hash => hash.ToString())], Copy().Checkpoint);

    private Receipt ReceiptFor(CastEntry cast) => Sign(Entries.IndexOf(cast), cast.LeafHash());

    private MerkleTree Tree()
    {
        var tree = new MerkleTree();
        foreach (LogEntry entry in Entries)
            tree.Append(entry.LeafHash());
        return tree;
    }
}
