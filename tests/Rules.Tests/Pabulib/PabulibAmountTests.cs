using System.Text;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Pabulib;

/// <summary>Amounts as people and spreadsheets write them: read where one thing alone can be meant, refused with the line where two can.</summary>
public class PabulibAmountTests
{
    private const string Plain =
        "META\nkey;value\nbudget;BUDGET\nvote_type;approval\ncurrency;GBP\nPROJECTS\nproject_id;cost;name\na;COST;One\nVOTES\nvoter_id;vote\n1;a\n";

    [Theory]
    [InlineData("12,500")]
    [InlineData("1,000,000")]
    [InlineData("12.500")]
    [InlineData("1.500")]
    [InlineData("999.999")]
    [InlineData("1.000.000")]
    [InlineData("1,000.50")]
    [InlineData("1.000,50")]
    [InlineData("1 000")]
    [InlineData("1e5")]
    [InlineData("5k")]
    [InlineData("25OO")]
    [InlineData("-60")]
    [InlineData("+60")]
    [InlineData("£60")]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("1000000000000001")]
    [InlineData("0.0000001")]
    [InlineData("٦٠")]
    public void An_amount_that_could_mean_two_things_or_none_is_refused_with_its_line(string amount)
    {
        Assert.Equal(8, Assert.Throws<PabulibException>(() => Read("1000000", amount)).Line);
        Assert.Equal(3, Assert.Throws<PabulibException>(() => Read(amount, "1")).Line);
    }

    [Theory]
    [InlineData("12500", 12500, 1)]
    [InlineData(" 12500 ", 12500, 1)]
    [InlineData("12500.0", 12500, 1)]
    [InlineData("114339.91", 11433991, 100)]
    [InlineData("1234.567", 1234567, 1000)]
    [InlineData("0.500", 5, 10)]
    [InlineData("12.5", 125, 10)]
    [InlineData("12.5000", 125, 10)]
    [InlineData("0", 0, 1)]
    [InlineData("0.000001", 1, 1000000)]
    public void A_plain_amount_is_read_exactly_and_without_a_word(string amount, long minor, long unit)
    {
        PabulibFile file = Read(amount, "1");
        Assert.Equal((minor, unit), (file.Election.Pots[0].Amount, file.Election.Unit));
        Assert.DoesNotContain(file.Warnings, warning => warning.Contains("comma", StringComparison.Ordinal));
    }

    [Fact]
    public void A_decimal_comma_is_read_and_said_with_its_line()
    {
        PabulibFile file = Read("12,5", "1,25");
        Assert.Equal((1250, 125, 100), (file.Election.Pots[0].Amount, file.Election.Projects[0].Cost, file.Election.Unit));
        Assert.Equal(["Line 3", "Line 8"], file.Warnings.Select(warning => warning[..6]));
    }

    [Fact]
    public void Three_decimals_are_plain_where_the_currency_has_three()
    {
        Assert.Equal(12500, Read("12.500", "1.250", "KWD").Election.Pots[0].Amount * 1000 / Read("12.500", "1.250", "KWD").Election.Unit);
        Assert.Throws<PabulibException>(() => Read("12,500", "1", "KWD"));
    }

    [Fact]
    public void A_project_dearer_than_the_whole_budget_is_said_with_its_line()
    {
        Assert.Contains("Line 8: project a costs 999999999, more than the whole budget", Read("100", "999999999").Warnings[0], StringComparison.Ordinal);
        Assert.Empty(Read("100", "100").Warnings);
    }

    [Theory]
    [InlineData("GBP", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    [InlineData("PLN", 2)]
    [InlineData("ISK", 0)]
    [InlineData("HUF", 2)]
    public void A_currency_has_the_decimal_digits_of_ISO_4217(string code, int digits) => Assert.Equal(digits, Currencies.DigitsOf(code));

    [Theory]
    [InlineData("")]
    [InlineData("gbp")]
    [InlineData("ABC")]
    [InlineData("XXX")]
    [InlineData("XAU")]
    [InlineData("GB")]
    public void What_is_no_currency_has_no_digits(string code) => Assert.Null(Currencies.DigitsOf(code));

    private static PabulibFile Read(string budget, string cost, string currency = "GBP") => PabulibReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(
        Plain.Replace("BUDGET", budget, StringComparison.Ordinal).Replace("COST", cost, StringComparison.Ordinal).Replace("GBP", currency, StringComparison.Ordinal))));
}
