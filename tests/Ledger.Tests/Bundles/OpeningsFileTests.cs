using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Tests;

public class OpeningsFileTests
{
    private const string Nonce = "H6cN274l1tgGqpUvycx0keK1ufQD1+8I/DetrN+yJh4=";

    [Fact]
    public void Openings_print_a_line_each_and_read_back() => Prop.ForAll(
        (from nonces in Samples.Digests.ListOf() from ballots in Samples.Ballots.ListOf(nonces.Count) from step in Gen.Choose(1, 1000)
         select nonces.Zip(ballots).Select((pair, i) => new PlacedOpening((long)i * step * 1_000_000_007, new(pair.First, pair.Second))).ToArray()).ToArbitrary(),
        openings =>
        {
            var bytes = OpeningsFile.Print(openings);
            Assert.Equal(openings.Length, bytes.Count(value => value == '\n'));
            Assert.True(OpeningsFile.TryParse(bytes, out var read, out var problem), problem);
            Assert.Equal(openings, read);
            Assert.Equal(bytes, OpeningsFile.Print(read));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("5 " + Nonce + " blank", 1)]
    [InlineData("5 " + Nonce + " blank\n\n", 2)]
    [InlineData("05 " + Nonce + " blank\n", 1)]
    [InlineData("+5 " + Nonce + " blank\n", 1)]
    [InlineData("-5 " + Nonce + " blank\n", 1)]
    [InlineData("99999999999999999999 " + Nonce + " blank\n", 1)]
    [InlineData("5  " + Nonce + " blank\n", 1)]
    [InlineData("5 " + Nonce + "  blank\n", 1)]
    [InlineData("5 " + Nonce + " blank\r\n", 1)]
    [InlineData("5 " + Nonce + " blank \n", 1)]
    [InlineData("5 " + Nonce + " \n", 1)]
    [InlineData("5 " + Nonce + "\n", 1)]
    [InlineData("5 " + Nonce + "xblank\n", 1)]
    [InlineData("5x" + Nonce + " blank\n", 1)]
    [InlineData("5 H6cN274l1tgGqpUvycx0keK1ufQD1+8I/DetrN+yJh5= blank\n", 1)]
    [InlineData("5\n", 1)]
    [InlineData("5 " + Nonce + " blank\n5 " + Nonce + " blank\n", 2)]
    [InlineData("5 " + Nonce + " blank\n4 " + Nonce + " blank\n", 2)]
    [InlineData("5 " + Nonce + " Blank\n", 1)]
    public void Other_texts_are_refused_with_their_line(string text, int line)
    {
        Assert.False(OpeningsFile.TryParse(Encoding.ASCII.GetBytes(text), out _, out var problem));
        Assert.StartsWith($"line {line}: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Openings_out_of_log_order_or_of_no_ballot_are_not_printed()
    {
        var opening = new Opening(default, "blank");
        Assert.Throws<ArgumentException>(() => OpeningsFile.Print([new(5, opening), new(5, opening)]));
        Assert.Throws<ArgumentException>(() => OpeningsFile.Print([new(-1, opening)]));
        Assert.Throws<ArgumentException>(() => OpeningsFile.Print([new(5, new(default, "a\nb"))]));
        Assert.Empty(OpeningsFile.Print([]));
    }
}
