using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rules.Tests.Texts;

/// <summary>How many signs a text has as people count them.</summary>
public sealed class SignsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Café", 4)]
    [InlineData("Cafe\u0301", 4)]
    [InlineData("社区花园", 4)]
    [InlineData("👍", 1)]
    [InlineData("👍🏿", 1)]
    [InlineData("🇬🇧", 1)]
    [InlineData("🇬🇧🇫🇷", 2)]
    [InlineData("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 1)]
    [InlineData("👨‍👩‍👧‍👦", 1)]
    [InlineData("🧑🏻‍❤️‍💋‍🧑🏿", 1)]
    [InlineData("1️⃣", 1)]
    [InlineData("\r\n", 1)]
    public void A_sign_is_one_whatever_it_is_made_of(string text, int count)
    {
        Assert.Equal(count, Signs.CountIn(text));
        Assert.Equal(count == 0 ? 0 : 120, Signs.CountIn(string.Concat(Enumerable.Repeat(text, 120 / Math.Max(1, count)))));
    }

    [Theory]
    [InlineData(15, 1)]
    [InlineData(16, 2)]
    [InlineData(1_599, 100)]
    public void A_tower_of_marks_counts_by_its_size(int marks, int count) =>
        Assert.Equal(count, Signs.CountIn("a" + new string('\u0301', marks)));
}
