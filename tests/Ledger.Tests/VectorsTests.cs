using System.Text;
using System.Text.Json;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Tests;

public class VectorsTests
{
    private static readonly JsonElement All = Vectors.All;
    private static readonly string Origin = All.Text("origin");

    [Fact]
    public void The_card_is_that_of_the_vectors()
    {
        var vector = All.GetProperty("card");
        Assert.True(CardSecret.TryRead(vector.Text("code"), out var secret, out _));
        Assert.Equal((vector.Text("secret"), vector.Text("code")), (secret.Symbols, secret.Code));
        var card = secret.Derive(Origin);
        Assert.Equal(vector.Digest("number"), card.Number);
        Assert.Equal(vector.Digests("proofs"), Enumerable.Range(1, 7).Select(card.Proof));
        Assert.Equal(vector.Text("qrInside"), CardLink.Of(vector.Text("site"), vector.Text("day"), secret).Text);
        Assert.Equal(vector.Text("qrOutside"), ShortNumber.Of(card.Number).Symbols);
        Assert.Equal(vector.Text("shortNumber"), ShortNumber.Of(card.Number).ToString());
    }

    [Fact]
    public void The_attempt_is_that_of_the_vectors()
    {
        var vector = All.GetProperty("attempt");
        Assert.Equal(vector.Digest("attempt"), Attempt.Of(vector.Bytes("random")));
    }

    [Fact]
    public void The_seal_and_all_its_shares_are_those_of_the_vectors()
    {
        var vector = All.GetProperty("seal");
        var ballot = Encoding.ASCII.GetBytes(vector.Text("ballot"));
        Assert.Equal(vector.Digest("seal"), BallotSeal.Of(vector.Bytes("nonce"), ballot));
        var shares = new MixShares(vector.Bytes("nonce"), ballot);
        var k = 0;
        foreach (var pair in vector.GetProperty("pairs").EnumerateArray())
        {
            k++;
            Assert.Equal(pair.Bytes("x"), shares.X(k));
            Assert.Equal(pair.Bytes("y"), shares.Y(k));
            Assert.Equal((pair.Digest("u"), pair.Digest("c")), (shares.U(k), shares.C(k)));
        }
        Assert.Equal(BallotSeal.Pairs, k);
    }

    [Fact]
    public void The_openings_are_those_of_the_vectors()
    {
        var seal = All.GetProperty("seal");
        foreach (var vector in All.GetProperty("openings").EnumerateArray())
        {
            var cipher = new OpeningCipher(vector.Bytes("dayKey"), vector.GetProperty("longestBallot").GetInt32());
            Assert.Equal(vector.Bytes("box"), cipher.Encrypt(Origin, seal.Digest("seal"), seal.Bytes("nonce"), seal.Text("ballot"), vector.Bytes("iv")));
            Assert.True(cipher.TryDecrypt(Origin, seal.Digest("seal"), vector.Bytes("box"), out var opening));
            Assert.Equal(new Opening(seal.Digest("nonce"), seal.Text("ballot")), opening);
        }
    }

    [Fact]
    public void There_is_a_vector_of_every_kind_of_entry_and_each_prints_back()
    {
        var kinds = new List<string>();
        foreach (var vector in All.GetProperty("entries").EnumerateArray())
        {
            var bytes = Encoding.UTF8.GetBytes(vector.Text("text"));
            var entry = LogEntry.Parse(bytes);
            Assert.Equal(bytes, entry.Print());
            Assert.Equal((vector.Text("kind"), vector.Digest("leafHash")), (entry.Kind, entry.LeafHash()));
            kinds.Add(entry.Kind);
        }
        Assert.Equal(typeof(LogEntry).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(LogEntry))), kinds.Distinct().Count());
    }

    [Fact]
    public void The_words_of_the_vectors_mean_what_they_say()
    {
        Digest card = All.GetProperty("card").Digest("number"), seal = All.GetProperty("seal").Digest("seal");
        var proofs = All.GetProperty("card").Digests("proofs");
        var manifest = All.GetProperty("manifest").Digest("root");
        var entries = Entries().DistinctBy(entry => entry.Kind).ToDictionary(entry => entry.Kind);
        Assert.Equal(new BatchEntry("hall-1", "main", manifest, 7, CardMaker.Offline), entries["batch"]);
        Assert.Equal(new CountEntry(50, 48), entries["count"]);
        Assert.Equal(new CastEntry(card, 1, proofs[0], seal), entries["cast"]);
        Assert.Equal(new ChallengeEntry(card, 2, proofs[1], All.GetProperty("seal").Digest("nonce"), All.GetProperty("seal").Text("ballot")), entries["challenge"]);
        Assert.Equal(new SurrenderEntry(card, 3, proofs[2]), entries["surrender"]);
        Assert.Equal(VoidReason.Lost, Assert.IsType<VoidEntry>(entries["void"]).Reason);
        Assert.Equal((StationRole.Door, StationChange.Paired), (((StationEntry)entries["station"]).Role, ((StationEntry)entries["station"]).Change));
        Assert.Equal(new IncidentEntry(IncidentCode.QueueAtClose), entries["incident"]);
        Assert.Equal(new CloseEntry(manifest), entries["close"]);
        Assert.Equal(new PotEntry("BO.OM.97/24", 2_500_000, PotSource.Sponsor, PotReason.Added), entries["pot"]);
        Assert.Equal(new WithdrawEntry("12", WithdrawReason.Merged), entries["withdraw"]);
        Assert.Equal(new MissingEntry("library", MissingReason.Damaged, 3), entries["missing"]);
        Assert.Equal(("care-home", 214), (((JoinEntry)entries["join"]).Log, ((JoinEntry)entries["join"]).Size));
        Assert.Equal(("paper-1", 1, "blank"), (((SampleEntry)entries["sample"]).Batch, ((SampleEntry)entries["sample"]).Number, ((SampleEntry)entries["sample"]).Ballot));
        Assert.Equal(new ReleaseEntry(ReleasedTo.Auditor), entries["release"]);
        Assert.Equal("care-home", Assert.IsType<AnnounceEntry>(entries["log"]).Name);
        Assert.Contains(new IncidentEntry(IncidentCode.UsedCard), Entries());
        Assert.Equal(VoidReason.Challenged, Entries().OfType<VoidEntry>().Last().Reason);
        Assert.Equal(new DiceEntry("40719935"), entries["lots"]);
        Assert.Equal(new ErasureEntry(ErasedThing.OpeningsKey), entries["erasure"]);
    }

    [Fact]
    public void The_tree_and_its_files_are_those_of_the_vectors()
    {
        var vector = All.GetProperty("tree");
        var tree = new MerkleTree();
        foreach (var entry in Entries())
            tree.Append(entry.LeafHash());
        Assert.Equal(vector.Digests("roots"), Enumerable.Range(0, (int)tree.Count + 1).Select(size => tree.Root(size)));
        var inclusion = vector.GetProperty("inclusion");
        Assert.Equal(inclusion.Digests("path"), tree.InclusionProof(inclusion.GetProperty("index").GetInt64(), inclusion.GetProperty("size").GetInt64()));
        var consistency = vector.GetProperty("consistency");
        Assert.Equal(consistency.Digests("path"), tree.ConsistencyProof(consistency.GetProperty("from").GetInt64(), consistency.GetProperty("to").GetInt64()));

        var files = Tile.AllOf(tree.Count).ToDictionary(tile => tile.Path, tile => tile.Level is null
            ? TileContents.Entries([.. Entries().Select(entry => new ReadOnlyMemory<byte>(entry.Print()))])
            : TileContents.Hashes(tree, tile));
        Assert.Equal(vector.GetProperty("files").EnumerateObject().ToDictionary(file => file.Name, file => file.Value.GetBytesFromBase64()), files);
    }

    [Fact]
    public void The_manifest_is_that_of_the_vectors()
    {
        var vector = All.GetProperty("manifest");
        var manifest = Manifest.Of(vector.Digests("numbers"));
        Assert.Equal((vector.Text("text"), vector.Digest("root")), (manifest.Text(), manifest.Root));
    }

    [Fact]
    public void The_key_is_that_of_the_vectors()
    {
        var vector = All.GetProperty("key");
        using var key = LogKey.ImportPkcs8(vector.Bytes("pkcs8"));
        Assert.Equal(vector.Bytes("spki"), key.Public.Spki);
        Assert.Equal(vector.Digest("fingerprint"), key.Public.Fingerprint);
        Assert.Equal(vector.Text("keyId"), key.Public.KeyId.ToString("x8", null));
        Assert.Equal(vector.Text("verifierKey"), key.Public.VerifierKey(Origin));
    }

    [Fact]
    public void The_checkpoint_and_the_receipt_of_the_vectors_verify_and_print_back()
    {
        var key = LogPublicKey.Of(All.GetProperty("key").Bytes("spki"));
        Assert.True(Checkpoint.TryOpen(All.Text("checkpoint"), key, out var checkpoint));
        Assert.Equal(All.GetProperty("tree").Digests("roots")[^1], checkpoint.Root);
        Assert.True(Receipt.TryParse(All.Text("receipt"), out var receipt));
        Assert.Equal(All.Text("receipt"), receipt.Print());
        Assert.True(receipt.IsSignedBy(key));
        Assert.Equal(Entries()[(int)receipt.Index].LeafHash(), receipt.LeafHash);
    }

    [Fact]
    public void The_key_copy_of_the_vectors_opens()
    {
        var vector = All.GetProperty("keyCopy");
        Assert.Equal(KeyCopyProblem.None, KeyCopy.Open(vector.Text("text"), vector.Text("passphrase"), out var opened));
        Assert.Equal((KeyKind.Openings, Origin), (opened!.Kind, opened.Origin));
        Assert.Equal(vector.Bytes("key"), opened.Key);
    }

    [Fact]
    public void The_shares_of_the_vectors_are_made_open_and_give_the_key()
    {
        var vector = All.GetProperty("shares");
        var made = KeyShare.Split(Origin, vector.Bytes("key"), vector.GetProperty("set").GetInt32(), vector.Bytes("slope"));
        var read = new List<KeyShare>();
        foreach (var (one, share) in vector.GetProperty("shares").EnumerateArray().Zip(made))
        {
            Assert.Equal(one.Digest("fingerprint"), share.Fingerprint);
            Assert.Equal(vector.Digest("openings"), share.Openings);
            Assert.Equal(KeyShareProblem.None, KeyShare.Open(one.Text("text"), one.Text("passphrase"), out var opened));
            Assert.Equal((one.GetProperty("number").GetInt32(), share.Fingerprint), (opened!.Number, opened.Fingerprint));
            var lines = one.Text("text").Split('\n');
            Assert.Equal(one.Text("text"), share.Seal(one.Text("passphrase"), Convert.FromBase64String(lines[7][5..]), Convert.FromBase64String(lines[8][3..])));
            read.Add(opened);
        }
        Assert.Equal(vector.Bytes("key"), KeyShare.Join(read[1..]).Key);
    }

    [Fact]
    public void The_venue_opening_of_the_vectors_is_made_and_opens()
    {
        var vector = All.GetProperty("venueOpening");
        var key = OpeningsPublicKey.Of(vector.Bytes("dayKey"), Origin);
        Assert.Equal(vector.Bytes("spki"), key.Spki);
        Assert.Equal(key.Fingerprint, Entries().OfType<OpenEntry>().Single().Openings);
        var (seal, nonce, ballot) = (All.GetProperty("seal").Digest("seal"), All.GetProperty("seal").Bytes("nonce"), All.GetProperty("seal").Text("ballot"));
        using var ephemeral = System.Security.Cryptography.ECDiffieHellman.Create();
        ephemeral.ImportPkcs8PrivateKey(vector.Bytes("ephemeral"), out _);
        Assert.Equal(
            vector.Bytes("box"),
            VenueOpening.Seal(key, ephemeral, vector.Bytes("iv"), vector.Text("origin"), seal, nonce, ballot, vector.GetProperty("longestBallot").GetInt32()));
        Assert.True(VenueOpening.TryOpen(vector.Bytes("dayKey"), Origin, vector.Text("origin"), seal, vector.Bytes("box"), out var opening));
        Assert.Equal(ballot, opening.Ballot);
    }

    [Fact]
    public void The_bundle_is_that_of_the_vectors()
    {
        var vector = All.GetProperty("bundle");
        using var file = new MemoryStream();
        BundleWriter.Write(file, vector.GetProperty("members").EnumerateObject().Select(member => BundleMember.Of(member.Name, member.Value.GetBytesFromBase64())));
        Assert.Equal(vector.Bytes("zip"), file.ToArray());
    }

    private static List<LogEntry> Entries() =>
        [.. All.GetProperty("entries").EnumerateArray().Select(vector => LogEntry.Parse(Encoding.UTF8.GetBytes(vector.Text("text"))))];
}
