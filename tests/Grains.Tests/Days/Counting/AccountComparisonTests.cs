using System.Collections.Immutable;
using FsCheck.Fluent;
using FsCheck;
using PbDecisionDay.Contracts.Days.Counting;

namespace PbDecisionDay.Grains.Tests.Days.Counting;

/// <summary>The equations of the ballot account: printed = issued + unused + destroyed; issued = cast + surrendered + unreturned.</summary>
public sealed class AccountComparisonTests
{
    private static readonly LogFigures Log = new(
        Printed: 100, Issued: 60, CheckedIn: null, Used: 55, Surrendered: 5, Papers: 5, Casts: 58, Replaced: 6, Challenged: 2, Lost: 1, Found: 0, Unused: 0);

    private static readonly HandCount Hand = new([new("hall", 70, 24, 1, 3), new("cafe", 20, 5, 0, 2)], KeptBack: 10);

    [Fact]
    public void Numbers_that_agree_have_no_mismatch_and_say_how_many_cards_did_not_come_back()
    {
        var account = new AccountComparison(Log, Hand);
        Assert.Empty(account.Mismatches());
        Assert.Equal(5, account.Unreturned);
        Assert.Equal((50, 60, 90, 5), (Log.Cast, Hand.HandedOut, Hand.Received, Hand.Slips));
    }

    [Theory]
    [InlineData(AccountCheck.Printed, 101, 100)]
    [InlineData(AccountCheck.HandedOut, 61, 60)]
    [InlineData(AccountCheck.Unreturned, 61, 60)]
    [InlineData(AccountCheck.Papers, 4, 5)]
    public void Each_equation_says_both_numbers(AccountCheck check, long log, long hand)
    {
        var figures = check switch
        {
            AccountCheck.Printed => Log with { Printed = log },
            AccountCheck.HandedOut => Log with { Issued = log },
            AccountCheck.Unreturned => Log with { Used = log },
            _ => Log with { Papers = log },
        };
        Assert.Equal(new AccountLine(check, "", log, hand), Assert.Single(new AccountComparison(figures, Hand).Mismatches()));
    }

    [Fact]
    public void A_slip_too_many_agrees_neither_with_the_surrendered_cards_nor_with_the_keyed_ballots()
    {
        var hand = Hand with { Venues = Hand.Venues.SetItem(1, Hand.Venues[1] with { Slips = 3 }) };
        Assert.Equal(
            [new AccountLine(AccountCheck.Slips, "", 5, 6), new AccountLine(AccountCheck.Papers, "", 5, 6)],
            new AccountComparison(Log, hand).Mismatches());
    }

    [Fact]
    public void A_venue_that_gave_back_more_cards_than_it_was_given_is_named()
    {
        var hand = Hand with { Venues = Hand.Venues.SetItem(1, Hand.Venues[1] with { Unused = 21 }) };
        Assert.Equal(new AccountLine(AccountCheck.Venue, "cafe", 20, 21), new AccountComparison(Log, hand).Mismatches()[0]);
    }

    [Fact]
    public void On_a_day_with_a_register_people_checked_in_stand_for_cards_handed_out_however_many_are_usable()
    {
        var register = Log with { Issued = 100, CheckedIn = 60, Lost = 0 };
        Assert.Empty(new AccountComparison(register, Hand).Mismatches());
        Assert.Equal(
            new AccountLine(AccountCheck.HandedOut, "", 59, 60),
            Assert.Single(new AccountComparison(register with { CheckedIn = 59 }, Hand).Mismatches()));
    }

    [Fact]
    public void A_card_that_was_exchanged_has_not_voted_and_both_cards_were_handed_out()
    {
        // Sixty people came; two of them tested the service and got another card, and one lost hers and got another.
        var log = Log with { Issued = 100, CheckedIn = 60, Used = 57, Exchanged = 2, Lost = 1 };
        var hand = Hand with { Venues = Hand.Venues.SetItem(0, Hand.Venues[0] with { Unused = 21 }) };
        Assert.Equal((50, 63, 63), (log.Cast, log.HandedOut, hand.HandedOut));
        var account = new AccountComparison(log, hand);
        Assert.Empty(account.Mismatches());
        Assert.Equal(63, log.Cast + log.Surrendered + log.Exchanged + account.Unreturned);
        Assert.Equal(6, account.Unreturned);
    }

    [Fact]
    public void A_card_that_was_handed_out_by_mistake_is_back_on_the_pile()
    {
        var hand = Hand with { Venues = Hand.Venues.SetItem(0, Hand.Venues[0] with { Unused = 25 }) };
        Assert.Empty(new AccountComparison(Log with { Found = 1 }, hand).Mismatches());
        Assert.Empty(new AccountComparison(Log with { Issued = 100, CheckedIn = 60, Lost = 0, Found = 1 }, hand).Mismatches());
    }

    [Fact]
    public void Consistent_numbers_give_no_mismatch_and_one_altered_number_gives_at_least_one() => Prop.ForAll(Consistent().ToArbitrary(), day =>
    {
        Assert.Empty(day.Mismatches());
        Assert.True(day.Unreturned >= 0);
        foreach (var by in new[] { -1, 1, 7 })
            Assert.All(Altered(day, by), altered => Assert.NotEmpty(altered.Mismatches()));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    /// <summary>A day as it happens: cards are given to venues, handed out, used or carried off.</summary>
    private static Gen<AccountComparison> Consistent() =>
        from venues in Venue().NonEmptyListOf()
        from keptBack in Gen.Choose(0, 50)
        from unreturned in Gen.Choose(0, 20)
        from register in Gen.Elements(true, false)
        let lines = venues.Select((venue, at) => venue with { Venue = $"venue-{at}", Received = venue.Received + (at == 0 ? unreturned : 0) }).ToImmutableArray()
        let hand = new HandCount(lines, keptBack)
        let printed = hand.Received + keptBack
        select new AccountComparison(
            new LogFigures(printed, register ? printed : hand.HandedOut, register ? hand.HandedOut : null, hand.HandedOut - unreturned, hand.Slips, hand.Slips, hand.HandedOut, 0, 0, 0, 0, 0),
            hand);

    /// <summary>A venue whose handed-out cards voted, some of them on paper.</summary>
    private static Gen<VenueCount> Venue() =>
        from cast in Gen.Choose(0, 60)
        from slips in Gen.Choose(0, 10)
        from unused in Gen.Choose(0, 30)
        from destroyed in Gen.Choose(0, 3)
        select new VenueCount("", cast + slips + unused + destroyed, unused, destroyed, slips);

    private static IEnumerable<AccountComparison> Altered(AccountComparison day, int by)
    {
        var (log, hand) = (day.Log, day.Hand);
        yield return day with { Log = log with { Printed = log.Printed + by } };
        yield return day with { Log = log.CheckedIn is { } came ? log with { CheckedIn = came + by } : log with { Issued = log.Issued + by } };
        yield return day with { Log = log with { Surrendered = log.Surrendered + by } };
        yield return day with { Log = log with { Papers = log.Papers + by } };
        yield return day with { Log = log with { Used = log.Used + day.Unreturned + Math.Abs(by) } };
        yield return day with { Hand = hand with { KeptBack = hand.KeptBack + by } };
        for (var at = 0; at < hand.Venues.Length; at++)
        {
            var line = hand.Venues[at];
            foreach (var other in new[]
            {
                line with { Received = line.Received + by }, line with { Unused = line.Unused + by },
                line with { Destroyed = line.Destroyed + by }, line with { Slips = line.Slips + by },
            })
                yield return day with { Hand = hand with { Venues = hand.Venues.SetItem(at, other) } };
        }
    }
}
