using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Console;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Tests.Console;

public sealed class MoneyTextTests
{
    [Theory]
    [InlineData("2500", "GBP", 250_000)]
    [InlineData("2,500", "GBP", 250_000)]
    [InlineData("£2,500.00", "GBP", 250_000)]
    [InlineData("£ 2,500", "GBP", 250_000)]
    [InlineData("2500£", "GBP", 250_000)]
    [InlineData(" 1,250,000.5 ", "GBP", 125_000_050)]
    [InlineData("0.01", "GBP", 1)]
    [InlineData("12 500", "GBP", 1_250_000)]
    [InlineData("12\u00a0500", "GBP", 1_250_000)]
    [InlineData("GBP 99.99", "GBP", 9_999)]
    [InlineData("99.99 gbp", "GBP", 9_999)]
    [InlineData("2 500 zł", "PLN", 250_000)]
    [InlineData("€12,500", "EUR", 1_250_000)]
    [InlineData("2500", "JPY", 2_500)]
    [InlineData("¥2,500", "JPY", 2_500)]
    [InlineData("12.500", "KWD", 12_500)]
    [InlineData("0.001", "KWD", 1)]
    [InlineData("100,000,000,000", "GBP", Paper.MostMoney)]
    [InlineData("10,000,000,000,000", "JPY", Paper.MostMoney)]
    public void An_amount_is_read_as_people_write_it(string typed, string currency, long minor)
    {
        Assert.True(MoneyText.TryRead(typed, currency, out var read));
        Assert.Equal(minor, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a lot")]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("-5")]
    [InlineData("1,5")]
    [InlineData("1,25,000")]
    [InlineData("12.345")]
    [InlineData("12.500")]
    [InlineData("1.250,00")]
    [InlineData("1.2.3")]
    [InlineData("5k")]
    [InlineData("1e5")]
    [InlineData("1E5")]
    [InlineData("25OO")]
    [InlineData("l500")]
    [InlineData("1.5m")]
    [InlineData("50p")]
    [InlineData("£")]
    [InlineData("£5£")]
    [InlineData("£5 GBP")]
    [InlineData("££5")]
    [InlineData("€5")]
    [InlineData("EUR 5")]
    [InlineData("$5")]
    [InlineData("5 pounds")]
    [InlineData("about 5")]
    [InlineData("5 000 0")]
    [InlineData("1,250 000")]
    [InlineData("2 5 0 0")]
    [InlineData("5.")]
    [InlineData(".5")]
    [InlineData("+5")]
    [InlineData("5%")]
    [InlineData("0x10")]
    [InlineData("٥٠٠")]
    [InlineData("５００")]
    [InlineData("½")]
    [InlineData("5\u200b00")]
    [InlineData("5\u202e00")]
    [InlineData("5\n6")]
    [InlineData("100000000000.01")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    [InlineData("999999999999999999999999999999999999999999")]
    public void What_could_mean_two_amounts_or_none_is_refused(string? typed) => Assert.False(MoneyText.TryRead(typed, "GBP", out _));

    [Theory]
    [InlineData("2500.5", "JPY")]
    [InlineData("2500.00", "JPY")]
    [InlineData("12.5000", "KWD")]
    [InlineData("£2500", "JPY")]
    [InlineData("£2500", "")]
    [InlineData("$25", "")]
    [InlineData("kr 25", "")]
    [InlineData("£25", "GB")]
    [InlineData("£25", " ")]
    public void A_currency_has_its_own_decimals_and_mark(string typed, string currency) => Assert.False(MoneyText.TryRead(typed, currency, out _));

    [Theory]
    [InlineData(250_000, "GBP")]
    [InlineData(1, "GBP")]
    [InlineData(123_456_789, "GBP")]
    [InlineData(2_500, "JPY")]
    [InlineData(1, "JPY")]
    [InlineData(12_500, "KWD")]
    [InlineData(12_345, "KWD")]
    [InlineData(Paper.MostMoney, "KWD")]
    public void A_written_amount_reads_back(long minor, string currency)
    {
        Assert.True(MoneyText.TryRead(MoneyText.Write(minor, currency), currency, out var read));
        Assert.Equal(minor, read);
    }

    [Theory]
    [InlineData(2_500, "JPY", "2,500\u00a0JPY")]
    [InlineData(1_234_567, "KWD", "1,234.567\u00a0KWD")]
    [InlineData(9_950, "GBP", "£99.50")]
    [InlineData(-5, "GBP", "-£0.05")]
    [InlineData(long.MaxValue, "GBP", "£92,233,720,368,547,758.07")]
    [InlineData(long.MinValue, "JPY", "-9,223,372,036,854,775,808\u00a0JPY")]
    public void Money_is_shown_with_its_currencys_decimals(long minor, string currency, string shown) => Assert.Equal(shown, Money.Format(minor, currency));

    [Fact]
    public void A_sum_past_64_bits_is_shown_too() => Assert.Equal("£184,467,440,737,095,516.14", Money.Format((Int128)long.MaxValue * 2, "GBP"));
}
