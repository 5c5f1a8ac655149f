using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rules.Tests.Texts;

/// <summary>Digits and signs of other keyboards: each is read as ASCII's, and what is none stays as it is.</summary>
public class DigitsTests
{
    [Theory]
    [InlineData("٠١٢٣٤٥٦٧٨٩", "0123456789")]
    [InlineData("۰۱۲۳۴۵۶۷۸۹", "0123456789")]
    [InlineData("０１２３４５６７８９", "0123456789")]
    [InlineData("०१२", "012")]
    [InlineData("＃１２　ｘ３＝５，７", "#12 x3=5,7")]
    [InlineData("١،٢−", "1,2-")]
    [InlineData("12 3=5 x1", "12 3=5 x1")]
    [InlineData("③ ² ½ é 中", "③ ² ½ é 中")]
    [InlineData("", "")]
    public void A_digit_is_one_in_any_script(string typed, string western) => Assert.Equal(western, Digits.Western(typed));
}
