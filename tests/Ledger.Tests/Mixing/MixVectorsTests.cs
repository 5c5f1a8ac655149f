using System.Text;
using System.Text.Json;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;

namespace PbDecisionDay.Ledger.Tests.Mixing;

public class MixVectorsTests
{
    private static readonly JsonElement Vector = Vectors.All.GetProperty("mix");

    [Fact]
    public void The_openings_file_is_that_of_the_vectors()
    {
        var bytes = Encoding.ASCII.GetBytes(Vectors.All.Text("openingsFile"));
        Assert.True(OpeningsFile.TryParse(bytes, out var openings, out _));
        Assert.Equal(Vector.GetProperty("seals").EnumerateArray().Select(one => one.GetProperty("index").GetInt64()), openings.Select(one => one.Index));
        Assert.Equal(bytes, OpeningsFile.Print(openings));
    }

    [Fact]
    public void The_mix_entry_is_that_of_the_vectors()
    {
        var entry = MixOfTheVectors().Entry(Vector.Digest("ballots"));
        Assert.Equal(Vector.Text("entry"), Encoding.ASCII.GetString(entry.Print()));
        Assert.Equal(Vector.Digest("leafHash"), entry.LeafHash());
    }

    [Fact]
    public void The_lots_are_those_of_the_vectors()
    {
        var dice = new MixDice(Vector.Digest("leafHash"), Vector.Text("digits"));
        Assert.Equal(Vector.Text("bits"), string.Concat(Enumerable.Range(1, 20).Select(k => dice.OpensBallots(k) ? '1' : '0')));
    }

    [Fact]
    public void The_files_and_their_proof_are_those_of_the_vectors()
    {
        var files = MixOfTheVectors().Files(Vector.Digest("leafHash"), Vector.Text("digits")).ToList();
        Assert.Equal(22, files.Count);
        Assert.Equal(files.Select(file => file.Name).Order(StringComparer.Ordinal), files.Select(file => file.Name));
        // proof.txt has the hashes of all, so all are held.
        foreach (var shown in Vector.GetProperty("files").EnumerateObject())
            Assert.Equal(shown.Value.GetString(), files.Single(file => file.Name == shown.Name).ReadText());
        Assert.Equal(Vector.Text("proofEntry"), Encoding.ASCII.GetString(MixProof.EntryOf(files[^1].Read()).Print()));
    }

    [Fact]
    public void The_mix_of_the_vectors_holds()
    {
        var seals = Vector.GetProperty("seals").EnumerateArray().Select(one => new CountedSeal(one.GetProperty("index").GetInt64(), one.Digest("seal"))).ToList();
        var mix = (MixEntry)LogEntry.Parse(Encoding.ASCII.GetBytes(Vector.Text("entry")));
        var proof = (ProofEntry)LogEntry.Parse(Encoding.ASCII.GetBytes(Vector.Text("proofEntry")));
        var check = new MixCheck(seals, mix, new DiceEntry(Vector.Text("digits")), ["blank", "approve 3", "approve 12 3 7"]);
        Assert.Null(check.Fault(proof, MixOfTheVectors().Files(Vector.Digest("leafHash"), Vector.Text("digits"))));
    }

    private static Mix MixOfTheVectors() =>
        OpeningsFile.TryParse(Encoding.ASCII.GetBytes(Vectors.All.Text("openingsFile")), out var openings, out _) ? new Mix(openings) : throw new FormatException();
}
