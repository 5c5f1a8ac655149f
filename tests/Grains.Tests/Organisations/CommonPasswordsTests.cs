using PbDecisionDay.Grains.Organisations;

namespace PbDecisionDay.Grains.Tests.Organisations;

/// <summary>Which passwords and passphrases are refused because a guesser tries them first.</summary>
public sealed class CommonPasswordsTests
{
    [Theory]
    [InlineData("decisionday2026")]
    [InlineData("Decision Day 2026!")]
    [InlineData("d3c1s10nd4y2026")]
    [InlineData("participatorybudgeting")]
    [InlineData("ParticipatoryBudget26")]
    [InlineData("councilbudget1")]
    [InlineData("Vote-for-Troon-1")]
    [InlineData("troonbeach2026")]
    [InlineData("northayrshire2026")]
    [InlineData("AnnaKowalska1984")]
    [InlineData("kowalska, anna 12")]
    [InlineData("correct horse battery staple")]
    [InlineData("CorrectHorseBatteryStaple1")]
    [InlineData("four random words")]
    [InlineData("to be or not to be")]
    [InlineData("The quick brown fox")]
    [InlineData("maytheforcebewithyou")]
    [InlineData("iloveyousomuch")]
    [InlineData("sunshinemonkey")]
    [InlineData("football1234")]
    [InlineData("Password123456")]
    [InlineData("p@$$w0rd2026")]
    [InlineData("qwertyuiop12")]
    [InlineData("passwordpassword")]
    [InlineData("aaaabbbbcccc")]
    [InlineData("abcdefghijkl")]
    [InlineData("123456789012")]
    [InlineData("Facal-faire 2026")]
    public void It_is_refused(string password) => Assert.True(CommonPasswords.Holds(password, "Anna Kowalska", "troon-2026", "north-ayrshire.gov.uk", "North Ayrshire"));

    [Theory]
    [InlineData("a kettle beside the loch")]
    [InlineData("copper heron ladder")]
    [InlineData("quite another one")]
    [InlineData("five calm swans at Troon")]
    [InlineData("nine loud geese land")]
    [InlineData("xT7#qLp29!vZ")]
    [InlineData("830517294665")]
    [InlineData("die Möwe frisst Fisch")]
    [InlineData("тихая чайка у моря")]
    [InlineData("灯台のそばの青い船と猫たち")]
    [InlineData("🦀🐚🌊⛵🏖🦆🐟🌧🧦🍵")]
    public void It_is_taken(string password) => Assert.False(CommonPasswords.Holds(password, "Anna Kowalska", "troon-2026", "north-ayrshire.gov.uk", "North Ayrshire"));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("!!!!!!!!!!!!")]
    public void What_says_nothing_is_refused(string password) => Assert.True(CommonPasswords.Holds(password));
}
