using System.Numerics;
using PbDecisionDay.Web.Audit;

namespace PbDecisionDay.Web.Tests.Audit;

public sealed class CheatOddsTests
{
    [Theory]
    [InlineData(10, 1, 5, 50)] // one of ten, half of them looked at
    [InlineData(10, 2, 1, 20)]
    [InlineData(100, 10, 20, 90)] // 1 - (80·79·…·71)/(100·99·…·91) = 0.9049
    [InlineData(1_000, 50, 59, 95)] // five in a hundred wrong, 59 looked at: 0.9545
    [InlineData(5, 1, 0, 0)]
    [InlineData(5, 0, 5, 0)] // nothing to find
    [InlineData(0, 0, 0, 0)]
    [InlineData(5, 1, 5, 100)]
    [InlineData(5, 3, 3, 100)] // more are looked at than are right
    [InlineData(100_000, 1, 99_999, 99)] // never 100 where one may be missed
    [InlineData(9_999_999, 5_000_000, 500, 99)]
    public void Checks_find_a_cheat_in_so_many_of_a_hundred_cases(long votes, long wrong, long checks, int found) =>
        Assert.Equal(found, CheatOdds.FoundOfHundred(votes, wrong, checks));

    [Fact]
    public void It_is_what_trying_every_choice_of_checks_gives()
    {
        for (var votes = 1; votes <= 9; votes++)
        {
            for (var wrong = 0; wrong <= votes; wrong++)
            {
                for (var checks = 0; checks <= votes; checks++)
                {
                    // Votes 0 to wrong - 1 are the wrong ones; each set of bits is a choice of checks.
                    var choices = Enumerable.Range(0, 1 << votes).Where(choice => BitOperations.PopCount((uint)choice) == checks).ToList();
                    var hits = choices.Count(choice => (choice & ((1 << wrong) - 1)) != 0);
                    Assert.Equal(hits * 100 / choices.Count, CheatOdds.FoundOfHundred(votes, wrong, checks));
                }
            }
        }
    }

    [Theory]
    [InlineData(1_000, 50, 95, 57)]
    [InlineData(100, 1, 95, 95)]
    [InlineData(100, 100, 95, 1)]
    [InlineData(1, 1, 95, 1)]
    [InlineData(100_000, 500, 95, 596)]
    public void The_checks_needed_are_the_fewest_that_do(long votes, long wrong, int ofHundred, long needed)
    {
        Assert.Equal(needed, CheatOdds.ChecksFor(votes, wrong, ofHundred));
        Assert.True(CheatOdds.FoundOfHundred(votes, wrong, needed) >= ofHundred);
        Assert.True(CheatOdds.FoundOfHundred(votes, wrong, needed - 1) < ofHundred);
    }

    [Theory]
    [InlineData(5, 6, 1)]
    [InlineData(5, 1, 6)]
    [InlineData(5, -1, 1)]
    [InlineData(5, 1, -1)]
    public void More_than_there_are_is_a_mistake(long votes, long wrong, long checks) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CheatOdds.FoundOfHundred(votes, wrong, checks));
}
