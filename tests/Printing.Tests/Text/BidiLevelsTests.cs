using PbDecisionDay.Printing.Text;

namespace PbDecisionDay.Printing.Tests.Text;

/// <summary>Directions, with Hebrew letters א to ת for right to left and Arabic where numbers differ.</summary>
public sealed class BidiLevelsTests
{
    [Theory]
    [InlineData("abc", false, "000")]
    [InlineData("אבג", true, "111")]
    [InlineData("ab אב", false, "00011")]
    [InlineData("אב ab", true, "11122")]
    [InlineData("א, ב", false, "1111")] // N1: between two from right to left.
    [InlineData("א, b", false, "1000")] // N2: the paragraph's.
    [InlineData("א 12", true, "1122")]
    [InlineData("א 1,2-3", true, "1122222")] // W4: separators inside numbers; Hebrew's digits stay European.
    [InlineData("ا 1-2", true, "11212")] // W2 and W4: after Arabic the same digits are Arabic, and a minus parts them.
    [InlineData("ا 1,2", true, "11222")]
    [InlineData("a 1,2", true, "22222")] // W7.
    [InlineData("א 5%", true, "1122")] // W5.
    [InlineData("אָב", true, "111")] // W1.
    [InlineData("(א)", true, "111")]
    [InlineData("א.", false, "10")]
    [InlineData("א.\u200F", false, "111")] // A direction mark keeps a full stop with its word.
    [InlineData("א \u200E1.2/v\u200E ב", true, "11222222211")]
    public void Levels_are_those_of_the_standard(string text, bool rightToLeft, string levels) =>
        Assert.Equal(levels, string.Concat(BidiLevels.Of(text, rightToLeft)));

    [Theory]
    [InlineData("2026: abc א", false)]
    [InlineData("2026: א abc", true)]
    [InlineData("١٢ ...", false)]
    [InlineData("", false)]
    [InlineData("😀 ووٹ", true)]
    public void The_first_letter_says_a_paragraphs_direction(string text, bool rightToLeft) => Assert.Equal(rightToLeft, BidiLevels.IsRightToLeft(text));
}
