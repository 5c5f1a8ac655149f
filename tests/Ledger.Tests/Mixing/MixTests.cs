using System.Text;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Tests.Mixing;

public class MixTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(30), InlineData(LinesStream.Batch + 7)]
    public void A_mix_of_any_size_holds_against_its_seals_and_ballots(int count)
    {
        var openings = Enumerable.Range(0, count).Select(i => new PlacedOpening(3 * i, new(Digest.Sha256(BitConverter.GetBytes(i)), i % 5 == 0 ? "blank" : $"approve p{i % 11}"))).ToList();
        var seals = openings.Select(one => new CountedSeal(one.Index, BallotSeal.Of(one.Opening.Nonce.ToBytes(), Encoding.ASCII.GetBytes(one.Opening.Ballot)))).ToList();
        var mix = new Mix(openings);
        var entry = mix.Entry(Digest.Sha256("ballots"u8));
        var dice = new DiceEntry("40719935");
        var files = mix.Files(entry.LeafHash(), dice.Digits).ToList();
        Assert.Null(new MixCheck(seals, entry, dice, openings.Select(one => one.Opening.Ballot).Reverse()).Fault(MixProof.EntryOf(files[^1].Read()), files));
        if (count > 0)
            Assert.NotNull(new MixCheck([.. seals[..^1], new(seals[^1].Index, default)], entry, dice, openings.Select(one => one.Opening.Ballot)).Fault(MixProof.EntryOf(files[^1].Read()), files));
    }

    [Fact]
    public void Openings_out_of_log_order_or_twice_or_of_no_ballot_are_refused()
    {
        var opening = new Opening(default, "blank");
        Assert.Throws<ArgumentException>(() => new Mix([new(5, opening), new(4, opening)]));
        Assert.Throws<ArgumentException>(() => new Mix([new(5, opening), new(5, opening)]));
        Assert.Throws<ArgumentException>(() => new Mix([new(5, new(default, "two\nlines"))]));
    }

    [Fact]
    public void Lots_are_the_bits_of_the_hash_from_the_highest_of_its_first_byte_on()
    {
        foreach (var digits in new[] { "00000000", "40719935", "99999999" })
        {
            var leaf = Digest.Sha256(Encoding.ASCII.GetBytes(digits));
            var bits = string.Concat(System.Security.Cryptography.SHA256.HashData([.. leaf.ToBytes(), .. Encoding.ASCII.GetBytes(digits)]).Select(value => Convert.ToString(value, 2).PadLeft(8, '0')));
            Assert.Equal(bits[..20], string.Concat(Enumerable.Range(1, 20).Select(k => new MixDice(leaf, digits).OpensBallots(k) ? '1' : '0')));
        }
        Assert.Throws<ArgumentException>(() => new MixDice(default, "1234567"));
        Assert.Throws<ArgumentException>(() => new Mix([]).Files(default, "1234567x"));
    }
}
