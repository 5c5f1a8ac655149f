using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Days.Counting;
using PbDecisionDay.Grains.Days;

namespace PbDecisionDay.Grains.Tests.Days.Counting;

/// <summary>What the paperwork refuses, and in which order its steps come.</summary>
public sealed class PaperworkDecisionTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 30, 16, 0, 0, TimeSpan.Zero);
    private static readonly LogFigures Log = new(10, 6, null, 5, 1, 1, 4, 0, 0, 0, 0, 0);
    private static readonly HandCount Hand = new([new("hall", 8, 2, 0, 1)], 2);

    [Fact]
    public void An_account_that_adds_up_is_closed_without_a_word()
    {
        var (decision, unexplained) = PaperworkDecision.Account(DayIn(DayPhase.Closed), Log, new CloseAccount(Hand, [new(AccountCheck.Papers, "", "not needed")], "A"), At);
        Assert.Empty(unexplained);
        var closed = Assert.IsType<CountAccounted>(Assert.Single(decision.Events));
        Assert.Equal((Log, Hand.KeptBack, "A", At), (closed.Log, closed.Hand.KeptBack, closed.By, closed.At));
        Assert.Equal(Hand.Venues, closed.Hand.Venues);
        Assert.Empty(closed.Explanations);
    }

    [Fact]
    public void Every_mismatch_is_explained_in_words_or_the_account_stays_open()
    {
        var day = DayIn(DayPhase.Closed);
        var hand = Hand with { Venues = [new("hall", 7, 2, 0, 1)] };
        AccountLine[] both = [new(AccountCheck.Printed, "", 10, 9), new(AccountCheck.HandedOut, "", 6, 5)];
        Explanation kept = new(AccountCheck.Printed, "", " One card was a sample on the wall. ");

        var (refused, unexplained) = PaperworkDecision.Account(day, Log, new CloseAccount(hand, [], "A"), At);
        Assert.Equal(DayRefusal.Invalid, refused.Outcome.Refusal);
        Assert.Equal(both, unexplained);
        (refused, unexplained) = PaperworkDecision.Account(day, Log, new CloseAccount(hand, [kept, new(AccountCheck.HandedOut, "", " ")], "A"), At);
        Assert.Equal(DayRefusal.Invalid, refused.Outcome.Refusal);
        Assert.Equal([both[1]], unexplained);

        var (closed, none) = PaperworkDecision.Account(day, Log, new CloseAccount(hand, [kept, new(AccountCheck.HandedOut, "", "Dropped in the harbour.")], "A"), At);
        Assert.Empty(none);
        Assert.Equal(
            [kept with { Text = "One card was a sample on the wall." }, new(AccountCheck.HandedOut, "", "Dropped in the harbour.")],
            ((CountAccounted)Assert.Single(closed.Events)).Explanations);
    }

    [Theory]
    [InlineData(-1, "hall")]
    [InlineData(HandCount.Most + 1, "hall")]
    [InlineData(8, "cafe")]
    public void An_account_counts_each_venue_once_with_numbers_that_are_counts(long received, string venue)
    {
        var (decision, _) = PaperworkDecision.Account(DayIn(DayPhase.Closed), Log, new CloseAccount(new HandCount([new(venue, received, 0, 0, 0)], 0), [], "A"), At);
        Assert.Equal(DayRefusal.Invalid, decision.Outcome.Refusal);
        Assert.DoesNotContain("agree", decision.Outcome.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DayPhase.Open)]
    [InlineData(DayPhase.Counted)]
    [InlineData(DayPhase.Declared)]
    public void An_account_is_closed_between_the_close_and_the_count(DayPhase phase) => Assert.Equal(
        DayRefusal.WrongPhase, PaperworkDecision.Account(DayIn(phase), Log, new CloseAccount(Hand, [], "A"), At).Decision.Outcome.Refusal);

    [Fact]
    public void A_real_day_is_counted_with_a_closed_account_and_a_rehearsal_without()
    {
        var count = new Transition(DayPhase.Counted, "", "A", "");
        Assert.Equal(DayRefusal.NotAccounted, LifeCycle.Answer(DayIn(DayPhase.Closed), count)?.Outcome.Refusal);
        Assert.Null(LifeCycle.Answer(DayIn(DayPhase.Closed, rehearsal: true), count));
        Assert.Null(LifeCycle.Answer(DayIn(DayPhase.Closed).Apply(Accounted), count));
    }

    [Fact]
    public void A_count_is_not_taken_on_an_account_that_the_log_has_left_behind()
    {
        var day = DayIn(DayPhase.Closed).Apply(Accounted);
        Assert.Null(PaperworkDecision.MayCount(day, Log));
        Assert.Equal(DayRefusal.NotAccounted, PaperworkDecision.MayCount(day, Log with { Papers = 2 })?.Outcome.Refusal);
        // A rehearsal needs no account. One that it has, its statement shows beside the log.
        var rehearsal = DayIn(DayPhase.Closed, rehearsal: true);
        Assert.Null(PaperworkDecision.MayCount(rehearsal, Log));
        Assert.Equal(DayRefusal.NotAccounted, PaperworkDecision.MayCount(rehearsal.Apply(Accounted), Log with { Papers = 2 })?.Outcome.Refusal);
    }

    [Fact]
    public void A_real_day_is_declared_once_two_have_found_that_sheet_photograph_and_numbers_agree()
    {
        var declare = new Transition(DayPhase.Declared, "", "A", "B");
        var day = DayIn(DayPhase.Counted);
        Assert.Equal(DayRefusal.NotValidated, LifeCycle.Answer(day, declare)?.Outcome.Refusal);
        Assert.Null(LifeCycle.Answer(DayIn(DayPhase.Counted, rehearsal: true), declare));

        Assert.Equal(DayRefusal.NotAccounted, Validate(day).Outcome.Refusal);
        day = day.Apply(Accounted);
        Assert.Equal(DayRefusal.NotValidated, Validate(day).Outcome.Refusal);
        day = day.Apply(PaperworkDecision.KeepSheet(day, "p", "image/png", "A", At).Events.Single());
        Assert.Equal(DayRefusal.NotValidated, Validate(day).Outcome.Refusal);
        day = day.Apply(PaperworkDecision.Sign(day, 3, "s", "A", At).Events.Single());
        Assert.Equal(DayRefusal.NeedsDice, Validate(day, MixStage.AwaitsDice).Outcome.Refusal);
        Assert.Equal(DayRefusal.NeedsDice, Validate(day, MixStage.AwaitsProof).Outcome.Refusal);
        Assert.Equal(DayRefusal.NeedsSecondPerson, Validate(day, secondBy: "A").Outcome.Refusal);
        Assert.Equal(DayRefusal.NeedsSecondPerson, Validate(day, secondBy: "").Outcome.Refusal);
        day = day.Apply(Validate(day, MixStage.Proved).Events.Single());

        Assert.Null(LifeCycle.Answer(day, declare));
        Assert.Equal(new CountValidation("A", "B", At), day.Paperwork.Validated);
    }

    [Fact]
    public void Sheet_and_names_can_be_replaced_until_the_count_is_validated()
    {
        var day = DayIn(DayPhase.Counted).Apply(Accounted).Apply(new SheetPhotographed("p", "image/png", "A", At)).Apply(new SheetSigned(3, "s", "A", At));
        day = day.Apply(PaperworkDecision.KeepSheet(day, "q", "image/jpeg", "B", At).Events.Single());
        Assert.Equal(new KeptSheet("q", "image/jpeg", "B", At), day.Paperwork.Sheet);

        day = day.Apply(Validate(day).Events.Single());
        Assert.Equal(DayRefusal.WrongPhase, PaperworkDecision.KeepSheet(day, "r", "image/png", "A", At).Outcome.Refusal);
        Assert.Equal(DayRefusal.WrongPhase, PaperworkDecision.Sign(day, 4, "t", "A", At).Outcome.Refusal);
        Assert.Equal(Decision.DoneBefore, Validate(day));
    }

    [Fact]
    public void The_one_who_presided_and_two_observers_sign_each_once()
    {
        Signature presiding = new(SignatureRole.Presiding, "Morag Example"), ann = new(SignatureRole.Observer, "Ann Reid"), joe = new(SignatureRole.Observer, "Joe Bàn");
        Assert.Null(SignatureFile.Wrong([presiding, ann, joe]));
        Assert.Null(SignatureFile.Wrong([presiding, ann, joe, new(SignatureRole.Counting, "Una")]));
        foreach (ImmutableArray<Signature> wrong in (ImmutableArray<Signature>[])[[], [presiding, ann], [ann, joe], [presiding, presiding with { Name = "X" }, ann, joe], [presiding, ann, ann], [presiding, ann, joe with { Name = "" }], [presiding, ann, joe with { Name = "a\nb" }]])
            Assert.NotNull(SignatureFile.Wrong(wrong));
        // The same person in another case, order, accent or script, as the names of those who handle a box are compared.
        foreach (var same in new[] { "ANN REID", "Reid Ann", "Ánn  Reid", "Аnn Reid", "AnnReid" })
            Assert.Contains("stands twice", SignatureFile.Wrong([presiding, ann, joe with { Name = same }]), StringComparison.Ordinal);

        var file = SignatureFile.Print([presiding, ann, joe]);
        Assert.Equal([presiding, ann, joe], SignatureFile.Read(file));
        Assert.NotEqual(file, SignatureFile.Print([presiding, ann, joe]));
    }

    private static Decision Validate(DayState day, MixStage mix = MixStage.None, string secondBy = "B") => PaperworkDecision.Validate(day, mix, "A", secondBy, At);

    private static CountAccounted Accounted => new(Log, Hand, [], "A", At);

    private static DayState DayIn(DayPhase phase, bool rehearsal = false) => DayState.None
        .Apply(new DayCreated(TownDay.Site, "pb.south.example/d", rehearsal, TownDay.Settings, "A", At))
        .Apply(new StepTaken(phase, "", "A", "B", At));
}
