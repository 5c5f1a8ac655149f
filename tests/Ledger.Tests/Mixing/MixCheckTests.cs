using System.Text;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Tests.Mixing;

public class MixCheckTests
{
    private static readonly string Sealward = MixedDay.Pair(towardsBallots: false), Ballotward = MixedDay.Pair(towardsBallots: true);

    [Fact]
    public void The_mix_of_a_valid_day_holds() => Assert.Null(Check().Fault(MixedDay.Proof, MixedDay.AsMembers(MixedDay.Files())));

    [Fact]
    public void Another_proof_entry_is_refused() =>
        AssertFault(Check().Fault(new ProofEntry(Digest.Sha256("x"u8)), MixedDay.AsMembers(MixedDay.Files())), BundleNames.MixProof, null, "proof entry");

    [Fact]
    public void One_altered_byte_in_any_file_is_found_in_that_file()
    {
        foreach (var name in MixedDay.Files().Keys)
        {
            var files = MixedDay.Files();
            files[name] = [.. files[name]];
            files[name][files[name].Length / 2] ^= 1;
            AssertFault(Check().Fault(MixedDay.Proof, MixedDay.AsMembers(files)), name, null, name == BundleNames.MixProof ? "proof entry" : "mix/proof.txt");
        }
    }

    [Fact]
    public void A_missing_file_and_one_too_many_are_named()
    {
        foreach (var name in MixedDay.Files().Keys)
        {
            var files = MixedDay.Files();
            files.Remove(name);
            AssertFault(Check().Fault(MixedDay.Proof, MixedDay.AsMembers(files)), name, null, "missing");
        }
        foreach (var extra in new[] { "mix/pair-21.txt", "mix/pair-00.txt", "mix/notes.txt", "mix/Pair-01.txt" })
        {
            var files = MixedDay.Files();
            files[extra] = [];
            AssertFault(Check().Fault(MixedDay.Proof, MixedDay.AsMembers(files)), extra, null, "no such file");
        }
    }

    [Fact]
    public void The_proof_file_has_one_spelling()
    {
        var honest = Encoding.ASCII.GetString(MixedDay.Files()[BundleNames.MixProof]);
        var lines = honest.Split('\n')[..^1];
        AssertProof(honest.Replace("  mix/pair-01", " mix/pair-01", StringComparison.Ordinal), 2);
        AssertProof(honest.Replace("  mix/pair-01", " *mix/pair-01", StringComparison.Ordinal), 2);
        AssertProof(honest.Replace("\n", "\r\n", StringComparison.Ordinal), 1);
        AssertProof(honest[..^1], 21);
        AssertProof(honest + "\n", 22);
        AssertProof(honest + lines[0] + "\n", 22);
        AssertProof(honest + "x", 22);
        AssertProof(string.Concat(lines[1..].Select(line => line + "\n")), 1);
        AssertProof(string.Concat(lines[..^1].Select(line => line + "\n")), 21);
        AssertProof(string.Concat(lines.Reverse().Select(line => line + "\n")), 1);
        AssertProof("", 1);
        AssertProof("\n", 1);
        AssertProof("\u00ff" + honest[1..], null, BundleNames.MixCommitments);
        AssertProof(lines[0].ToUpperInvariant()[..64] + honest[64..], null, BundleNames.MixCommitments);
    }

    [Fact]
    public void Commitments_are_those_of_the_counted_seals_in_log_order()
    {
        AssertAltered(BundleNames.MixCommitments, lines => (lines[4], lines[9]) = (lines[9], lines[4]), 5, "not those of the seal");
        AssertAltered(BundleNames.MixCommitments, lines => lines[6] = Swap(lines[6], 0, 45, 44), 7, "not those of the seal");
        AssertAltered(BundleNames.MixCommitments, lines => lines[35] = lines[34], 36, "not those of the seal");
        AssertAltered(BundleNames.MixCommitments, lines => lines.RemoveAt(35), null, "36 lines of 900 bytes");
        AssertAltered(BundleNames.MixCommitments, lines => lines.Add(lines[35]), null, "36 lines of 900 bytes");
        AssertAltered(BundleNames.MixCommitments, lines => lines[35] += "x", 36, "44 characters");
    }

    [Fact]
    public void Keys_and_hashes_have_one_spelling()
    {
        // A hash's 43rd character holds two bits that are no part of it, a key's 22nd four.
        AssertAltered(BundleNames.MixCommitments, lines => lines[2] = Stray(lines[2], 42), 3, "44 characters");
        AssertAltered(BundleNames.MixCommitments, lines => lines[2] = lines[2][..44] + "\t" + lines[2][45..], 3, "44 characters");
        AssertAltered(BundleNames.MixCommitments, lines => lines[2] = lines[2][..899].Replace('/', '_').Replace('+', '-'), 3, "44 characters");
        AssertAltered(Sealward, lines => lines[2] = Stray(lines[2], 21), 3, "24 and a hash of 44");
        AssertAltered(Sealward, lines => lines[2] = Stray(lines[2], 67), 3, "24 and a hash of 44");
        AssertAltered(Sealward, lines => lines[2] = lines[2].Replace(' ', '\t'), 3, "24 and a hash of 44");
        AssertAltered(Sealward, lines => lines[2] = " " + lines[2][..^1], 3, "24 and a hash of 44");
        AssertAltered(Sealward, lines => lines[2] = lines[2].Replace("== ", "AA ", StringComparison.Ordinal), 3, "24 and a hash of 44");
        AssertBytes(Sealward, file => file[3 * MixLines.SealwardLength - 1] = (byte)' ', 3, "24 and a hash of 44");
        AssertBytes(BundleNames.MixCommitments, file => file[3 * MixLines.CommitmentsLength - 1] = (byte)' ', 3, "44 characters");
        AssertAltered(Ballotward, lines => lines[2] = lines[2].Replace("== ", "AA ", StringComparison.Ordinal), 3, "a space and a ballot");
        AssertAltered(Ballotward, lines => lines[2] = Stray(lines[2], 21), 3, "a space and a ballot");
        AssertAltered(Ballotward, lines => lines[2] = lines[2].Replace("== ", "==\t", StringComparison.Ordinal), 3, "a space and a ballot");
        AssertAltered(Ballotward, lines => lines[2] = lines[2] + " ", 3, "a space and a ballot");
        AssertAltered(Ballotward, lines => lines[2] = lines[2] + "\r", 3, "a space and a ballot");
        AssertAltered(Ballotward, lines => lines[2] = lines[2][..24], 3, "a space and a ballot");
        AssertAltered(Ballotward, lines => lines[2] = "", 3, "a space and a ballot");
    }

    [Fact]
    public void A_pair_opened_towards_the_seals_gives_each_seals_commitment()
    {
        AssertAltered(Sealward, lines => (lines[4], lines[9]) = (lines[9], lines[4]), 5, "do not give commitment");
        AssertAltered(Sealward, lines => lines[7] = lines[8][..24] + lines[7][24..], 8, "do not give commitment");
        AssertAltered(Sealward, lines => lines[7] = lines[7][..24] + lines[8][24..], 8, "do not give commitment");
        AssertAltered(Sealward, lines => lines.RemoveAt(0), null, "36 lines of 70 bytes");
        AssertAltered(Sealward, lines => lines.Add(lines[0]), null, "36 lines of 70 bytes");
    }

    [Fact]
    public void A_pair_opened_towards_the_ballots_gives_its_list_in_order()
    {
        AssertAltered(Ballotward, lines => (lines[4], lines[5]) = (lines[5], lines[4]), 6, "not in the order of the list");
        AssertAltered(Ballotward, lines => lines[8] = lines[7], 9, "not in the order of the list");
        AssertAltered(Ballotward, lines => lines.RemoveAt(0), null, "36 lines");
        AssertAltered(Ballotward, lines => lines.Add(lines[0]), null, "36 lines");
        AssertAltered(Ballotward, lines => lines.Clear(), null, "36 lines");
        foreach (var file in new[] { MixedDay.Files()[Ballotward][..^1], [.. MixedDay.Files()[Ballotward], (byte)'x'] })
        {
            var files = MixedDay.Files();
            files[Ballotward] = file;
            AssertFault(Check().Fault(MixedDay.Reprove(files), MixedDay.AsMembers(files)), Ballotward, null, "36 lines");
        }
        // A last line with another ballot makes another hash, which here keeps the order but not the list.
        var last = Enumerable.Range(0, 100_000).Select(i => $"approve p{i}").First(ballot => MixShares.InnerOf(Key(Lines(Ballotward)[35]), Encoding.ASCII.GetBytes(ballot)) > MixShares.InnerOf(Key(Lines(Ballotward)[34]), Encoding.ASCII.GetBytes(Lines(Ballotward)[34][25..])));
        AssertAltered(Ballotward, lines => lines[35] = lines[35][..25] + last, null, "The list's hash is not list-");
    }

    [Fact]
    public void A_pair_opened_the_wrong_way_is_refused()
    {
        var honest = new Mix(MixedDay.Openings);
        foreach (var name in new[] { Sealward, Ballotward })
        {
            // Other digits open it the other way.
            var digits = Enumerable.Range(0, 1000).Select(i => $"{i:00000000}").First(text => new MixDice(MixedDay.Entry.LeafHash(), text).OpensBallots(Number(name)) == (name == Sealward));
            var files = MixedDay.Files();
            files[name] = honest.Files(MixedDay.Entry.LeafHash(), digits).Single(file => file.Name == name).Read();
            var fault = Check().Fault(MixedDay.Reprove(files), MixedDay.AsMembers(files));
            Assert.Equal(name, fault?.Member);
        }
    }

    [Fact]
    public void The_seals_are_those_that_count()
    {
        AssertCounted(counted => counted.RemoveAt(3), BundleNames.Ballots, null, "36 ballots are published and 35 count");
        AssertCounted(counted => counted.Add(new(1000, default)), BundleNames.Ballots, null, "36 ballots are published and 37 count");
        AssertCounted(counted => (counted[3], counted[4]) = (counted[4], counted[3]), BundleNames.MixCommitments, 4, "not those of the seal");
        AssertCounted(counted => counted[3] = new(counted[3].Index, default), BundleNames.MixCommitments, 4, "not those of the seal");
    }

    [Fact]
    public void The_published_ballots_are_the_sealed_ones_each_as_often()
    {
        AssertPublished(ballots => ballots.RemoveAt(0), BundleNames.Ballots, "35 ballots are published and 36 count");
        AssertPublished(ballots => ballots.Add("blank"), BundleNames.Ballots, "37 ballots are published and 36 count");
        AssertPublished(ballots => ballots[0] = "approve p6", Ballotward, "not among the published ones");
        // The same ballots in other numbers.
        AssertPublished(ballots => ballots[0] = ballots.First(ballot => ballot != ballots[0]), Ballotward, "not among the published ones");
    }

    [Fact]
    public void The_lists_are_those_that_were_bound_before_the_dice()
    {
        for (var k = 1; k <= BallotSeal.Pairs; k++)
        {
            var lists = MixedDay.Entry.Lists.ToArray();
            lists[k - 1] = Digest.Sha256("x"u8);
            var entry = new MixEntry(MixedDay.Entry.Ballots, lists);
            var files = new Mix(MixedDay.Openings).Files(entry.LeafHash(), MixedDay.Dice.Digits).ToList();
            var fault = new MixCheck(MixedDay.Counted, entry, MixedDay.Dice, MixedDay.Published).Fault(MixProof.EntryOf(files[^1].Read()), files);
            AssertFault(fault, BundleNames.MixPair(k), null, $"not list-{k:00} of");
        }
    }

    [Fact]
    public void One_seal_counted_twice_is_found()
    {
        // One ballot sealed twice under one nonce: one opening would speak for two seals.
        List<PlacedOpening> openings = [.. MixedDay.Openings, MixedDay.Openings[0] with { Index = 1000 }];
        var mix = new Mix(openings);
        var entry = mix.Entry(default);
        for (var digits = 0; digits < 8; digits++)
        {
            var dice = new DiceEntry($"{digits:00000000}");
            var files = mix.Files(entry.LeafHash(), dice.Digits).ToList();
            var fault = new MixCheck([.. MixedDay.Counted, MixedDay.Counted[0] with { Index = 1000 }], entry, dice, openings.Select(one => one.Opening.Ballot)).Fault(MixProof.EntryOf(files[^1].Read()), files);
            Assert.Equal("mix/pair-01.txt", fault!.Member);
            Assert.Contains(new MixDice(entry.LeafHash(), dice.Digits).OpensBallots(1) ? "order" : "twice", fault.Reason, StringComparison.Ordinal);
        }
    }

    private static MixCheck Check() => new(MixedDay.Counted, MixedDay.Entry, MixedDay.Dice, MixedDay.Published);

    private static void AssertAltered(string name, Action<List<string>> alter, int? line, string says)
    {
        var files = MixedDay.Files();
        var lines = Lines(name);
        alter(lines);
        files[name] = Encoding.Latin1.GetBytes(string.Concat(lines.Select(text => text + "\n")));
        AssertFault(Check().Fault(MixedDay.Reprove(files), MixedDay.AsMembers(files)), name, line, says);
    }

    private static void AssertBytes(string name, Action<byte[]> alter, int? line, string says)
    {
        var files = MixedDay.Files();
        files[name] = [.. files[name]];
        alter(files[name]);
        AssertFault(Check().Fault(MixedDay.Reprove(files), MixedDay.AsMembers(files)), name, line, says);
    }

    private static void AssertProof(string text, int? line, string member = BundleNames.MixProof)
    {
        var files = MixedDay.Files();
        files[BundleNames.MixProof] = Encoding.Latin1.GetBytes(text);
        AssertFault(Check().Fault(MixProof.EntryOf(files[BundleNames.MixProof]), MixedDay.AsMembers(files)), member, line, "");
    }

    private static void AssertCounted(Action<List<CountedSeal>> alter, string member, int? line, string says)
    {
        var counted = MixedDay.Counted.ToList();
        alter(counted);
        AssertFault(new MixCheck(counted, MixedDay.Entry, MixedDay.Dice, MixedDay.Published).Fault(MixedDay.Proof, MixedDay.AsMembers(MixedDay.Files())), member, line, says);
    }

    private static void AssertPublished(Action<List<string>> alter, string member, string says)
    {
        var published = MixedDay.Published.ToList();
        alter(published);
        var fault = new MixCheck(MixedDay.Counted, MixedDay.Entry, MixedDay.Dice, published).Fault(MixedDay.Proof, MixedDay.AsMembers(MixedDay.Files()));
        AssertFault(fault, member, fault?.Line, says);
    }

    private static void AssertFault(BundleFault? fault, string member, int? line, string says)
    {
        Assert.NotNull(fault);
        Assert.Equal((member, line), (fault.Member, fault.Line));
        Assert.Contains(says, fault.Reason, StringComparison.Ordinal);
        Assert.Matches(@"\A[A-Z0-9].*\.\z", fault.Reason);
    }

    private static List<string> Lines(string name) => [.. Encoding.ASCII.GetString(MixedDay.Files()[name]).Split('\n')[..^1]];

    private static byte[] Key(string line) => Convert.FromBase64String(line[..24]);

    private static int Number(string pair) => int.Parse(pair.AsSpan("mix/pair-".Length, 2), System.Globalization.CultureInfo.InvariantCulture);

    private static string Swap(string line, int one, int other, int length) =>
        line[..one] + line.Substring(other, length) + line[(one + length)..other] + line.Substring(one, length) + line[(other + length)..];

    private static string Stray(string line, int at)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return line[..at] + alphabet[alphabet.IndexOf(line[at], StringComparison.Ordinal) + 1] + line[(at + 1)..];
    }
}
