using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Tests;

public class ManifestTests
{
    [Fact]
    public void In_whatever_order_cards_come_text_and_root_are_the_same() => Prop.ForAll(Samples.Digests.ListOf().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (cards, seed) =>
    {
        var numbers = cards.Distinct().ToArray();
        var manifest = Manifest.Of(numbers);
        new Random(seed).Shuffle(numbers);
        var shuffled = Manifest.Of(numbers);
        Assert.Equal(manifest.Text(), shuffled.Text());
        Assert.Equal(manifest.Root, shuffled.Root);
        Assert.Equal(numbers.Length, manifest.Size);
        Assert.All(numbers, number => Assert.True(manifest.Contains(number)));
        Assert.False(manifest.Contains(Digest.Random()));

        Assert.True(Manifest.TryParse(manifest.Print(), out var read, out _));
        Assert.Equal(manifest.Numbers, read.Numbers);
        var leaves = numbers.Select(number => number.ToBytes()).OrderBy(bytes => Convert.ToHexString(bytes), StringComparer.Ordinal).Select(NaiveTree.Leaf).ToArray();
        Assert.Equal(new Digest(NaiveTree.Root(leaves)), read.Root);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_card_that_comes_twice_is_refused()
    {
        var card = Digest.Random();
        Assert.Throws<ArgumentException>(() => Manifest.Of([card, Digest.Random(), card]));
    }

    [Fact]
    public void Text_that_is_not_exactly_a_manifest_is_refused_with_its_line()
    {
        string low = new Digest(new byte[32]).ToString(), high = new Digest([.. Enumerable.Repeat((byte)255, 32)]).ToString();
        AssertRefused($"{high}\n{low}\n", "line 2: the numbers are not in rising byte order");
        AssertRefused($"{low}\n{low}\n", "line 2: the numbers are not in rising byte order");
        AssertRefused($"{low}\n{high}", "line 2: the line breaks off or is too long");
        AssertRefused($"{low}\n\n", "line 2: the line breaks off or is too long");
        AssertRefused($"{low}\r\n{high}\r\n", "line 1: one card number");
        AssertRefused($"{low} {high}\n", "line 1: one card number");
        AssertRefused($"{low}\n{high.Replace('/', '_')}\n", "line 2: one card number");
    }

    [Fact]
    public void An_empty_manifest_has_the_root_of_the_empty_tree()
    {
        Assert.True(Manifest.TryParse([], out var manifest, out _));
        Assert.Equal((0, MerkleTree.EmptyRoot, ""), (manifest.Size, manifest.Root, manifest.Text()));
    }

    private static void AssertRefused(string text, string problem)
    {
        Assert.False(Manifest.TryParse(Encoding.ASCII.GetBytes(text), out var manifest, out var said));
        Assert.Null(manifest);
        Assert.StartsWith(problem, said, StringComparison.Ordinal);
    }
}
