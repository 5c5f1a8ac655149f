using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Tests.Support.Days;

namespace PbDecisionDay.Ledger.Tests.Mixing;

/// <summary>The papers that the dice name: which, how many, and from how small a pile none.</summary>
public class PaperDrawTests
{
    private const string Digits = "40719935";
    private static readonly Digest Leaf = SampleCards.Bytes("mix leaf");

    [Fact]
    public void The_draw_of_ten_is_that_of_the_vectors()
    {
        var vector = Vectors.All.GetProperty("draw");
        var papers = vector.GetProperty("papers").EnumerateArray().Select(text => Read(text.GetString()!));
        var drawn = PaperDraw.Of(vector.Digest("mixLeaf"), vector.Text("digits"), papers.Reverse(), vector.GetProperty("counted").GetInt32());
        Assert.Equal(vector.GetProperty("drawn").EnumerateArray().Select(text => Read(text.GetString()!)), drawn);
        Assert.DoesNotContain(drawn, place => place.Batch == "bus");
    }

    [Theory]
    [InlineData(29, 100, 0)]
    [InlineData(30, 100, 10)]
    [InlineData(30, 40, 10)]
    [InlineData(30, 39, 0)]
    [InlineData(1000, 1000, 10)]
    [InlineData(0, 1000, 0)]
    public void Nothing_is_drawn_from_a_small_pile_or_where_few_ballots_would_stay_unopened(int slips, int counted, int drawn) =>
        Assert.Equal(drawn, PaperDraw.Of(Leaf, Digits, Slips("hall", slips), counted).Length);

    [Fact]
    public void Each_paper_is_drawn_once_and_other_dice_draw_others()
    {
        var drawn = PaperDraw.Of(Leaf, Digits, Slips("hall", 30), 40);
        Assert.Equal(10, drawn.Distinct().Count());
        Assert.NotEqual(drawn, PaperDraw.Of(Leaf, "40719936", Slips("hall", 30), 40));
        Assert.NotEqual(drawn, PaperDraw.Of(SampleCards.Bytes("other"), Digits, Slips("hall", 30), 40));
    }

    [Fact]
    public void Every_paper_is_drawn_about_as_often_as_another()
    {
        var times = new int[41];
        for (var roll = 0; roll < 2000; roll++)
            foreach (var place in PaperDraw.Of(Leaf, roll.ToString("00000000", System.Globalization.CultureInfo.InvariantCulture), Slips("hall", 40), 100))
                times[place.Number]++;
        // 500 each on average, with a deviation of about 19.
        Assert.All(times[1..], number => Assert.InRange(number, 400, 600));
    }

    private static IEnumerable<PaperPlace> Slips(string batch, int number) => Enumerable.Range(1, number).Select(slip => new PaperPlace(batch, slip));

    private static PaperPlace Read(string text) =>
        text.Split(' ') is [var batch, var number] ? new(batch, int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)) : throw new FormatException(text);
}
