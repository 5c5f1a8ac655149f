using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>Batches and voided cards: who may ask when, and that it is written once.</summary>
public sealed class CardsTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly DaySettings WithRegister = TownDay.Settings with { CheckIn = CheckInMode.Register };

    [Fact]
    public async Task A_rehearsals_batch_is_registered_once_and_once_it_is_open_by_two_people()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync();
        TownDay.Done(await day.AddBatchAsync("a", 3, secondBy: ""));
        Assert.Equal(DayRefusal.Invalid, (await day.AddBatchAsync("a", 3, secondBy: "")).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.AddBatchAsync(new AddBatch("b", [], MadeByService: true), TownDay.Anna, "", default)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Open));

        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.AddBatchAsync("b", 3, secondBy: "")).Refusal);
        Assert.Equal(3, (await day.Box.GetStatusAsync(default)).Printed);
        var late = new AddBatch("late", [.. Enumerable.Range(0, 4).Select(_ => Ledger.Digest.Random().ToString())], MadeByService: false);
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.Grain.AddBatchAsync(late, TownDay.Anna, TownDay.Anna, default)).Refusal);
        TownDay.Done(await day.Grain.AddBatchAsync(late, TownDay.Anna, TownDay.Bela, default));
        TownDay.Done(await day.Grain.AddBatchAsync(late, TownDay.Anna, TownDay.Bela, default));
        Assert.Equal(7, (await day.Box.GetStatusAsync(default)).Printed);
        Assert.Single(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), written => written.Kind == "late-batch-added");

        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.Grain.SpoilBatchAsync("late", TownDay.Anna, "", default)).Refusal);
        TownDay.Done(await day.Grain.SpoilBatchAsync("late", TownDay.Anna, TownDay.Bela, default));
        Assert.Equal(3, (await day.Box.GetStatusAsync(default)).Printed);
        Assert.Equal(DayRefusal.Unknown, (await day.Grain.SpoilBatchAsync("nowhere", TownDay.Anna, TownDay.Bela, default)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.AddBatchAsync(late with { Batch = "later" }, TownDay.Anna, TownDay.Bela, default)).Refusal);
        Assert.Single(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), written => written.Kind == "batch-added");
    }

    [Fact]
    public async Task On_a_day_that_counts_every_batch_takes_two_of_its_approvers()
    {
        var silo = shared.Begin();
        var draft = await new TownDay(silo, "draft", rehearsal: false).DraftAsync();
        // A draft has no approvers: two accounts of one person would be two people.
        Assert.Equal(DayRefusal.WrongPhase, (await draft.AddBatchAsync("a", 3)).Refusal);
        Assert.Equal(DayRefusal.WrongPhase, (await draft.Grain.AnnounceLogAsync("cafe", TownDay.Anna, TownDay.Bela, default)).Refusal);
        NewHolder[] holders = [new(TownDay.Anna, TownDay.Passphrases[0]), new(TownDay.Bela, TownDay.Passphrases[1]), new("", TownDay.Passphrases[2])];
        Assert.Equal(DayRefusal.WrongPhase, (await draft.Grain.MakeSharesAsync(new MakeShares([.. holders], [], TownDay.Anna, TownDay.Bela), default)).Outcome.Refusal);

        var day = await new TownDay(silo, "town", rehearsal: false).PublishedAsync();
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.AddBatchAsync("a", 3, secondBy: "")).Refusal);
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.AddBatchAsync("a", 3, secondBy: TownDay.Anna)).Refusal);
        Assert.Equal(DayRefusal.NotApprover, (await day.AddBatchAsync("a", 3, secondBy: "somebody")).Refusal);
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Printed);

        TownDay.Done(await day.AddBatchAsync("a", 3));
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.Grain.SpoilBatchAsync("a", TownDay.Anna, "", default)).Refusal);
        Assert.Equal(3, (await day.Box.GetStatusAsync(default)).Printed);
    }

    [Fact]
    public async Task The_same_batch_again_is_done_and_written_once()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync();
        var batch = new AddBatch("a", [.. Enumerable.Range(0, 3).Select(_ => Ledger.Digest.Random().ToString())], MadeByService: false);
        TownDay.Done(await day.Grain.AddBatchAsync(batch, TownDay.Anna, "", default));
        TownDay.Done(await day.Grain.AddBatchAsync(batch, TownDay.Anna, "", default));
        Assert.Single(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), written => written.Kind == "batch-added");
    }

    [Fact]
    public async Task Two_cards_of_one_number_on_the_outside_are_refused_by_name()
    {
        var day = await new TownDay(shared.Begin()).PublishedAsync();
        var one = Ledger.Digest.Random().ToBytes();
        var other = one.ToArray();
        other[^1] ^= 1;
        string[] cards = [Convert.ToBase64String(one), Ledger.Digest.Random().ToString(), Convert.ToBase64String(other)];

        var refused = await day.Grain.AddBatchAsync(new AddBatch("a", [.. cards], MadeByService: false), TownDay.Anna, "", default);

        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains($"{cards[0]} and {cards[2]}", refused.Detail, StringComparison.Ordinal);
        // The box goes on, with a batch that can be told apart.
        TownDay.Done(await day.AddBatchAsync("a", 3));
    }

    [Fact]
    public async Task A_batch_below_fifty_cards_is_made_usable_in_rehearsals_only()
    {
        var silo = shared.Begin();
        var rehearsal = await new TownDay(silo, "rehearsal").PublishedAsync(WithRegister);
        var real = await new TownDay(silo, "real", rehearsal: false).PublishedAsync(WithRegister);
        foreach (var day in new[] { rehearsal, real })
        {
            TownDay.Done(await day.AddBatchAsync("large", 50));
            TownDay.Done(await day.Grain.ActivateBatchAsync("large", TownDay.Anna, default));
            TownDay.Done(await day.Grain.ActivateBatchAsync("large", TownDay.Anna, default));
            Assert.Equal(DayRefusal.Unknown, (await day.Grain.ActivateBatchAsync("none", TownDay.Anna, default)).Refusal);
        }

        TownDay.Done(await rehearsal.AddBatchAsync("small", 49));
        TownDay.Done(await rehearsal.Grain.ActivateBatchAsync("small", TownDay.Anna, default));
        // It could never be used, so it is not printed in the first place.
        var refused = await real.AddBatchAsync("small", 49);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains("49 cards", refused.Detail, StringComparison.Ordinal);
        Assert.Contains("at least 50", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(50, (await real.Box.GetStatusAsync(default)).Printed);
    }

    [Fact]
    public async Task Where_doors_hand_cards_out_no_batch_is_made_usable()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync(cards: 50);
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.ActivateBatchAsync("a", TownDay.Anna, default)).Refusal);
    }

    [Fact]
    public async Task A_batch_for_exchange_is_never_made_usable_may_be_small_and_opens_no_day()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo, rehearsal: false).PublishedAsync(WithRegister);
        TownDay.Done(await day.AddBatchAsync("exchange", 60));
        TownDay.Done(await day.AddBatchAsync("exchange-2", 3));
        await day.KeepSharesAsync();
        Assert.Equal(DayRefusal.NeedsCards, (await day.StepAsync(DayPhase.Open)).Refusal);
        TownDay.Done(await day.AddBatchAsync("a", 50));
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        foreach (var batch in new[] { "exchange", "exchange-2" })
        {
            var refused = await day.Grain.ActivateBatchAsync(batch, TownDay.Anna, default);
            Assert.Equal(DayRefusal.Invalid, refused.Refusal);
            Assert.Contains("each for a card that was taken in", refused.Detail, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Issued);
        Assert.Equal(CastStatus.CardRefused, (await day.Box.CastAsync(day.Ballot(0, "approve garden"), default)).Status);
        TownDay.Done(await day.Grain.ActivateBatchAsync("a", TownDay.Anna, default));
        Assert.Equal(50, (await day.Box.GetStatusAsync(default)).Issued);
    }

    [Fact]
    public async Task A_lost_card_is_voided_once_and_one_that_has_voted_is_not()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        await day.VoteAsync(0, "approve garden");

        Assert.Equal(DayRefusal.CardHasCast, (await VoidAsync(day, 0, VoidReason.Lost)).Refusal);
        await day.Box.IssueAsync(day.ShortNumber(1), default);
        TownDay.Done(await VoidAsync(day, 1, VoidReason.Lost));
        TownDay.Done(await VoidAsync(day, 1, VoidReason.Lost));
        Assert.Equal(DayRefusal.WrongPhase, (await VoidAsync(day, 2, VoidReason.Unused)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        var fraud = await VoidAsync(day, 0, VoidReason.Unused);
        Assert.Equal(DayRefusal.CardHasCast, fraud.Refusal);
        Assert.StartsWith("That card has voted, so it is not unused. Most likely its number was mistyped", fraud.Detail, StringComparison.Ordinal);
        TownDay.Done(await VoidAsync(day, 2, VoidReason.Unused));

        Assert.Equal(2, (await day.Box.GetStatusAsync(default)).Voided);
        Assert.Equal(2, (await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}")).Count(written => written.Kind == "card-ended"));
        Assert.Equal(DayRefusal.Unknown, (await day.Grain.VoidCardAsync(new VoidCard("0000-0000-00000", VoidReason.Unused), TownDay.Anna, TownDay.Bela, default)).Refusal);
    }

    private static Task<DayOutcome> VoidAsync(TownDay day, int card, VoidReason reason) =>
        day.Grain.VoidCardAsync(new VoidCard(day.ShortNumber(card), reason), TownDay.Anna, TownDay.Bela, default);
}
