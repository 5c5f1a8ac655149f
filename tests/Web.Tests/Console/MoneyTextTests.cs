using PbDecisionDay.Web.Console;

namespace PbDecisionDay.Web.Tests.Console;

public sealed class MoneyTextTests
{
    [Theory]
    [InlineData("2500", 250_000)]
    [InlineData("2,500", 250_000)]
    [InlineData("£2,500.00", 250_000)]
    [InlineData(" 1,250,000.5 ", 125_000_050)]
    [InlineData("0.01", 1)]
    [InlineData("12 500", 1_250_000)]
    [InlineData("GBP 99.99", 9_999)]
    public void An_amount_is_read_as_people_write_it(string typed, long minor)
    {
        Assert.True(MoneyText.TryRead(typed, out var read));
        Assert.Equal(minor, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a lot")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1,5")]
    [InlineData("1,25,000")]
    [InlineData("12.345")]
    [InlineData("1.250,00")]
    [InlineData("1.2.3")]
    [InlineData("99999999999999999999")]
    public void What_could_mean_two_amounts_or_none_is_refused(string? typed) => Assert.False(MoneyText.TryRead(typed, out _));

    [Theory]
    [InlineData(250_000)]
    [InlineData(1)]
    [InlineData(123_456_789)]
    public void A_written_amount_reads_back(long minor)
    {
        Assert.True(MoneyText.TryRead(MoneyText.Write(minor), out var read));
        Assert.Equal(minor, read);
    }
}
