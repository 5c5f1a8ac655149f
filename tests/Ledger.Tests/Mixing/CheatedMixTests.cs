using System.Globalization;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Tests.Mixing;

/// <summary>
/// An operator publishes one ballot that nobody sealed. For each pair it must guess before the dice are rolled: either the
/// list is that of the seals (then the pair holds if it is opened towards them), or that of the false ballots (then it holds
/// if opened towards those). Source: docs/formats/mix.md: a false set survives with probability 2^-20.
/// </summary>
public class CheatedMixTests
{
    private static readonly Opening Sealed = MixedDay.Openings[0].Opening, False = new(Digest.Sha256("false"u8), "approve p6");
    private static readonly IReadOnlyList<string> Published = [False.Ballot, .. MixedDay.Published.Skip(1)];

    // What the operator guesses that the bits will be.
    private static readonly bool[] Guess = [.. Enumerable.Range(1, 20).Select(k => k * 7 % 5 < 2)];

    private static readonly Mix Honest = new(MixedDay.Openings), Falsified = new([new(MixedDay.Openings[0].Index, False), .. MixedDay.Openings.Skip(1)]);
    private static readonly MixEntry Entry = new(default, [.. Enumerable.Range(0, 20).Select(k => (Guess[k] ? Falsified : Honest).Entry(default).Lists[k])]);

    [Fact]
    public void It_is_found_at_the_first_pair_that_was_guessed_wrong()
    {
        Assert.NotEqual(Sealed.Ballot, False.Ballot);
        foreach (var digits in Enumerable.Range(0, 20).Select(Digits))
            Assert.Equal(FirstWrong(digits) is { } k ? BundleNames.MixPair(k) : null, Fault(digits)?.Member);
    }

    [Fact]
    public void It_survives_when_all_twenty_guesses_are_right()
    {
        var digits = Enumerable.Range(0, 99_999_999).AsParallel().AsOrdered().Select(Digits).First(text => FirstWrong(text) is null);
        Assert.Null(Fault(digits));
    }

    // Of n throws about n / 2^k survive k pairs: six standard deviations either way, for every k that leaves enough of them.
    [Fact]
    public void It_survives_k_pairs_in_one_throw_of_two_to_the_k()
    {
        const int throws = 200_000;
        var held = Enumerable.Range(0, throws).AsParallel().Select(i => FirstWrong(Digits(i)) - 1 ?? 20).ToArray();
        for (var k = 1; k <= 12; k++)
        {
            var (expected, seen) = (throws / Math.Pow(2, k), held.Count(pairs => pairs >= k));
            Assert.InRange(seen, expected - 6 * Math.Sqrt(expected), expected + 6 * Math.Sqrt(expected));
        }
    }

    private static string Digits(int number) => number.ToString("00000000", CultureInfo.InvariantCulture);

    private static int? FirstWrong(string digits)
    {
        var dice = new MixDice(Leaf, digits);
        for (var k = 1; k <= 20; k++)
            if (dice.OpensBallots(k) != Guess[k - 1])
                return k;
        return null;
    }

    private static readonly Digest Leaf = Entry.LeafHash();

    // The best that the operator can do: the honest files towards the seals, the false ones towards the ballots.
    private static BundleFault? Fault(string digits)
    {
        var dice = new MixDice(Leaf, digits);
        var (honest, falsified) = (Honest.Files(Leaf, digits).ToDictionary(file => file.Name, file => file.Read()), Falsified.Files(Leaf, digits).ToDictionary(file => file.Name, file => file.Read()));
        var files = honest.ToDictionary(file => file.Key, file => file.Value, StringComparer.Ordinal);
        for (var k = 1; k <= 20; k++)
            if (dice.OpensBallots(k))
                files[BundleNames.MixPair(k)] = falsified[BundleNames.MixPair(k)];
        return new MixCheck(MixedDay.Counted, Entry, new DiceEntry(digits), Published).Fault(MixedDay.Reprove(files), MixedDay.AsMembers(files));
    }
}
