using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rehearsal.Playing;

namespace PbDecisionDay.Rehearsal.Tests.Checking;

public class ScreenWatchTests
{
    private static readonly Snapshot Five = new("day", Number: 9, Step: 2, "open", Issued: 8, Ballots: 5, ShownBallots: 0, "checkpoint", "");

    private readonly BallotsSent sent = new();
    private readonly Differences differences = new();
    private readonly ScreenWatch watch;

    public ScreenWatchTests()
    {
        watch = new ScreenWatch("day", sent, differences);
        for (int i = 0; i < 5; i++)
            sent.Add();
        watch.Show(Five);
    }

    [Fact]
    public void A_screen_that_goes_forward_shows_nothing_odd()
    {
        sent.Add();
        watch.Show(Five with { Number = 10, Ballots = 6, Checkpoint = "later" });

        Assert.Empty(differences.Found);
        Assert.Equal(["checkpoint", "later"], watch.Checkpoints);
        Assert.Equal(2, watch.Shown);
    }

    [Fact]
    public void A_ballot_that_nobody_sent_is_found() => AssertFound(Five with { Number = 10, Ballots = 6 }, "6 ballots when 5 voters");

    [Fact]
    public void A_number_that_falls_is_found() => AssertFound(Five with { Number = 8 }, "number fell from 9 to 8");

    [Fact]
    public void A_turnout_that_falls_is_found() => AssertFound(Five with { Ballots = 4 }, "turnout fell from 5 to 4");

    [Fact]
    public void A_turnout_may_fall_as_often_as_a_cast_is_challenged()
    {
        sent.AddChallenge();
        watch.Show(Five with { Number = 10, Ballots = 4 });
        watch.Show(Five with { Number = 11, Ballots = 5 });
        Assert.Empty(differences.Found);

        AssertFound(Five with { Number = 12, Ballots = 4 }, "by 2 in all, when 1 casts had been challenged");
    }

    [Fact]
    public void A_snapshot_of_another_day_is_found() => AssertFound(Five with { Day = "other" }, "a snapshot of other");

    private void AssertFound(Snapshot snapshot, string sentence)
    {
        watch.Show(snapshot);
        Assert.Contains(sentence, Assert.Single(differences.Found), StringComparison.Ordinal);
    }
}
