using PbDecisionDay.Rules.Allocation.Shares;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>The innermost sums of Equal Shares against sums that a child could do.</summary>
public class OutbidSupporterSumsTests
{
    /// <summary>Three classes hold 30, 29 and 9; at the price 10 for a worth of 3, 3 and 1 the last two hold less.</summary>
    [Fact]
    public void Those_who_hold_less_than_the_price_for_their_worth_are_summed_and_the_least_of_the_others_is_for_one_of_worth()
    {
        int[] classes = [0, 1, 2], numbers = [2, 1, 4], worth = [3, 3, 1];
        long[] held = [30, 29, 9], error = [2, 5, 7];
        Assert.Equal((29 + 4 * 9, 3 + 4), OutbidSupporterSums.Of(classes, numbers, worth, held, 10));
        Assert.Equal(5 + 4 * 7, OutbidSupporterSums.OfOther(classes, numbers, worth, held, 10, error));
        Assert.Equal((5 + 4 * 7, (30 - 2) / 3), OutbidSupporterSums.Errors(classes, numbers, worth, held, error, 10));
    }

    [Fact]
    public void Without_a_worth_everyone_counts_once()
    {
        int[] classes = [1, 0], numbers = [3, 2];
        long[] held = [10, 9], error = [1, 4];
        Assert.Equal((3 * 9, 3), OutbidSupporterSums.Of(classes, numbers, [], held, 10));
        Assert.Equal(3 * 4, OutbidSupporterSums.OfOther(classes, numbers, [], held, 10, error));
        Assert.Equal((3 * 4, 10 - 1), OutbidSupporterSums.Errors(classes, numbers, [], held, error, 10));
    }
}
