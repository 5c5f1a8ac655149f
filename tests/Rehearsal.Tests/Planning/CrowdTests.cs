using System.Collections.Immutable;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rehearsal.Tests.Planning;

public class CrowdTests
{
    private static readonly ImmutableArray<Ballot> Ballots =
        [.. Enumerable.Range(0, 1000).Select(i => Ballot.Approve($"p{i % 40}", $"q{i % 7}"))];

    [Fact]
    public void Everyone_comes_once_with_their_own_ballot() =>
        Assert.Equal(Ballots.Select(b => b.Canonical).Order(StringComparer.Ordinal), Crowd.Of(Ballots, null, 1).Select(v => v.Ballot.Canonical).Order(StringComparer.Ordinal));

    [Fact]
    public void The_same_seed_gives_the_same_crowd_and_another_another()
    {
        Assert.Equal(Crowd.Of(Ballots, null, 7), Crowd.Of(Ballots, null, 7));
        Assert.NotEqual(Crowd.Of(Ballots, null, 7), Crowd.Of(Ballots, null, 8));
    }

    [Fact]
    public void The_shares_are_as_they_are_said_to_be()
    {
        ImmutableArray<Voter> crowd = Crowd.Of(Ballots, null, 3);

        Assert.Equal(10 * Crowd.RetryPercent, crowd.Count(v => v.Repeat == Repeat.AfterReceipt));
        Assert.InRange(crowd.Count(v => v.Repeat == Repeat.AtOnce), 1, 10 * Crowd.DoublePercent); // some of these ask again already
        Assert.Equal(10 * Crowd.ReplacementPercent, crowd.Count(v => v.FirstThought is not null));
        Assert.Equal(10 * Crowd.ChallengePercent, crowd.Count(v => v is { Challenges: true, Way: Way.Phone }));
        Assert.Equal(10 * Crowd.KioskChallengePercent, crowd.Count(v => v is { Challenges: true, Way: Way.Kiosk }));
        Assert.Equal(10 * Crowd.RivalPercent, crowd.Count(v => v.HasRival));
        Assert.Equal(10 * Crowd.ScannedTwicePercent, crowd.Count(v => v.IsScannedTwice));
        Assert.Equal(10 * Crowd.LostCardPercent, crowd.Count(v => v.LosesCard));
        Assert.Equal(10 * Crowd.LatePercent, crowd.Count(v => v.ComesLate));
        Assert.Equal(10 * Crowd.AtClosePercent, crowd.Count(v => v.CastsAtClose));
        Assert.Equal(10 * Crowd.KioskPercent, crowd.Count(v => v.Way == Way.Kiosk));
        Assert.Equal(10 * Crowd.PaperPercent, crowd.Count(v => v.Way == Way.Paper));
        // What a kiosk casts cannot be replaced, and a slip is nothing to ask for again.
        Assert.All(crowd.Where(v => v.Way != Way.Phone), v => Assert.False(v.FirstThought is not null || v.CastsAtClose));
        Assert.All(crowd.Where(v => v.Way == Way.Paper), v => Assert.False(v.Challenges || v.HasRival || v.Repeat != Repeat.Never));
    }

    [Fact]
    public void Who_replaces_a_ballot_first_cast_another() =>
        Assert.All(Crowd.Of(Ballots, null, 5).Where(v => v.FirstThought is not null), v => Assert.NotEqual(v.Ballot, v.FirstThought));

    [Fact]
    public void Even_a_handful_meets_every_mishap()
    {
        ImmutableArray<Voter> crowd = Crowd.Of(Ballots[..12], null, 1);

        Assert.Single(crowd, v => v.LosesCard);
        Assert.Single(crowd, v => v.IsScannedTwice);
        Assert.Single(crowd, v => v.FirstThought is not null);
        Assert.Single(crowd, v => v is { Challenges: true, Way: Way.Phone });
        Assert.Single(crowd, v => v is { Challenges: true, Way: Way.Kiosk });
        Assert.Contains(crowd, v => v.Repeat != Repeat.Never);
    }

    [Fact]
    public void Fewer_voters_are_a_sample_and_more_begin_the_file_again()
    {
        Assert.Equal(50, Crowd.Of(Ballots, 50, 1).Length);
        ImmutableArray<Voter> twice = Crowd.Of(Ballots[..10], 20, 1);
        Assert.Equal(twice[..10].Select(v => v.Ballot), twice[10..].Select(v => v.Ballot));
    }
}
