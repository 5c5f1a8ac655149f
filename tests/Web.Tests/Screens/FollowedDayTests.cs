using PbDecisionDay.Web.Screens;

namespace PbDecisionDay.Web.Tests.Screens;

/// <summary>When a day that is over is asked for its ballots no more.</summary>
public sealed class FollowedDayTests
{
    private static readonly ScreenMessage Published = new("town", 4, 1, "published", "turnout", 1, 0, 0, [], "", "", 0, [], [], [], 0, VotingBegan: true);

    [Fact]
    public void A_day_that_was_declared_while_its_first_figures_were_read_is_asked_again_and_shows_every_ballot()
    {
        var day = new FollowedDay();
        Assert.True(day.Take(Published));
        // Everything happened within one look at the tally: the day is declared, and the figures are those of before.
        var early = Published with { Step = 5, Phase = "declared", Result = "{}" };
        Assert.True(day.Take(early));
        Assert.False(day.IsSettled(5));

        var whole = early with { Number = 61, Issued = 41, Ballots = 40 };
        Assert.True(day.Take(whole));
        Assert.False(day.IsSettled(5));
        Assert.False(day.Take(whole));
        Assert.True(day.IsSettled(5));
        Assert.Equal(40, day.Last!.Ballots);
    }

    [Fact]
    public void Another_step_is_not_settled_and_what_is_older_changes_nothing()
    {
        var day = new FollowedDay();
        day.Take(Published with { Step = 5 });
        day.Take(Published with { Step = 5 });
        Assert.True(day.IsSettled(5));
        Assert.False(day.IsSettled(6));
        Assert.False(day.Take(Published));
        Assert.Equal(5, day.Last!.Step);
        Assert.True(day.IsSettled(5));
    }
}
