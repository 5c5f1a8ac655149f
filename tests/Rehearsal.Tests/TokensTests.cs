namespace PbDecisionDay.Rehearsal.Tests;

public class TokensTests
{
    [Theory]
    [InlineData("first\nsecond\n")]
    [InlineData("  first\r\n\r\nsecond ")]
    public void Two_tokens_are_read(string text) => Assert.Equal(new Tokens("first", "second"), Tokens.Parse(text, "The file"));

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("same same")]
    [InlineData("a b c")]
    public void Anything_else_is_refused_with_what_it_should_be(string text) =>
        Assert.StartsWith("The file should hold two different tokens", Assert.Throws<UnusableException>(() => Tokens.Parse(text, "The file")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_says_what_to_do() =>
        Assert.Contains("Start the service with its demo on", Assert.Throws<UnusableException>(() => Tokens.Find("/nowhere/tokens")).Message, StringComparison.Ordinal);
}
