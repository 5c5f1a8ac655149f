using System.Numerics;
using PbDecisionDay.Rules.Allocation;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>Exact fractions against whole-number arithmetic.</summary>
public class FractionTests
{
    [Fact]
    public void The_order_of_fractions_is_that_of_their_cross_products()
    {
        for (int a = -4; a <= 4; a++)
            for (int b = 1; b <= 4; b++)
                for (int c = -4; c <= 4; c++)
                    for (int d = 1; d <= 4; d++)
                    {
                        var (left, right) = (new Fraction(a, b), new Fraction(c, d));
                        var (x, y) = (a * d, c * b);
                        Assert.Equal(
                            (x < y, x <= y, x > y, x >= y, x == y, x != y, Math.Sign(x - y)),
                            (left < right, left <= right, left > right, left >= right, left == right, left != right, left.CompareTo(right)));
                        Assert.Equal(x == y, left.Equals((object)right));
                        Assert.False(x == y && left.GetHashCode() != right.GetHashCode());
                    }
    }

    [Theory]
    [InlineData(7, 2, "7/2", 3, "3.50")]
    [InlineData(-7, 2, "-7/2", -4, "-3.50")]
    [InlineData(7, -2, "-7/2", -4, "-3.50")]
    [InlineData(-7, -2, "7/2", 3, "3.50")]
    [InlineData(6, 3, "2", 2, "2.00")]
    [InlineData(-6, 3, "-2", -2, "-2.00")]
    [InlineData(0, -5, "0", 0, "0.00")]
    [InlineData(1, 300, "1/300", 0, "0.00")]
    [InlineData(1, 50, "1/50", 0, "0.02")]
    public void A_fraction_is_in_lowest_terms_and_is_rounded_down(int numerator, int denominator, string text, int floor, string two)
    {
        var fraction = new Fraction(numerator, denominator);
        Assert.Equal((text, (BigInteger)floor, two), (fraction.ToString(), fraction.Floor, fraction.ToDecimal(2)));
        Assert.Equal(floor.ToString(System.Globalization.CultureInfo.InvariantCulture), fraction.ToDecimal(0));
        Assert.Throws<DivideByZeroException>(() => new Fraction(numerator, 0));
    }
}
