using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests.Days.Counting;

/// <summary>The paperwork of a real day on a real silo: what is kept, what stands in the journal, what archiving leaves.</summary>
public sealed class PaperworkTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly Signature[] Names =
        [new(SignatureRole.Presiding, "Morag Example"), new(SignatureRole.Observer, " Ann Reid "), new(SignatureRole.Observer, "Joe Bàn")];

    [Fact]
    public async Task A_real_day_goes_from_its_account_to_its_declaration_and_archiving_erases_photograph_and_names()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = await ClosedAsync(silo);

        Assert.Equal(DayRefusal.NotAccounted, (await day.StepAsync(DayPhase.Counted)).Refusal);
        var refused = await AccountAsync(day, received: 4);
        Assert.Equal([AccountCheck.Printed, AccountCheck.HandedOut], refused.Unexplained.Select(line => line.Check));
        TownDay.Done((await AccountAsync(day, received: 4, new(AccountCheck.Printed, "", "One was a sample."), new(AccountCheck.HandedOut, "", "The sample again."))).Outcome);
        TownDay.Done((await AccountAsync(day, received: 3)).Outcome);
        Assert.Empty((await day.ViewAsync()).Paperwork.Account!.Explanations);

        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        Assert.Equal(DayRefusal.WrongPhase, (await AccountAsync(day, received: 3)).Outcome.Refusal);
        Assert.Equal(DayRefusal.NotValidated, (await day.StepAsync(DayPhase.Declared)).Refusal);
        TownDay.Done(await day.Grain.KeepSheetAsync([.. SheetPhoto.Png], TownDay.Anna, default));
        TownDay.Done(await day.Grain.KeepSheetAsync([.. SheetPhoto.JpegFromPhone()], TownDay.Anna, default));
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.KeepSignaturesAsync([.. Names[..2]], TownDay.Anna, default)).Refusal);
        TownDay.Done(await day.Grain.KeepSignaturesAsync([.. Names], TownDay.Anna, default));
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.Grain.ValidateCountAsync(TownDay.Anna, TownDay.Anna, default)).Refusal);
        TownDay.Done(await day.Grain.ValidateCountAsync(TownDay.Anna, TownDay.Bela, default));
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.KeepSheetAsync([.. SheetPhoto.Png], TownDay.Anna, default)).Refusal);

        await silo.RestartAsync();
        var paperwork = (await day.ViewAsync()).Paperwork;
        Assert.Equal((3, TownDay.Bela, "image/jpeg"), (paperwork.Signed!.Number, paperwork.Validated!.SecondBy, paperwork.Sheet!.MediaType));
        var sheet = await day.Grain.GetSheetAsync(default);
        Assert.Equal(paperwork.Sheet.Sha256, Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(sheet.AsSpan())));
        Assert.Equal(["Morag Example", "Ann Reid", "Joe Bàn"], (await day.Grain.GetSignaturesAsync(default)).Select(one => one.Name));
        Assert.DoesNotContain(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), written => Names.Any(one => written.Body.Contains(one.Name.Trim(), StringComparison.Ordinal)));

        foreach (var phase in new[] { DayPhase.Declared, DayPhase.Ratified, DayPhase.Archived }) TownDay.Done(await day.StepAsync(phase));
        Assert.Empty(await day.Grain.GetSheetAsync(default));
        Assert.Empty(await day.Grain.GetSignaturesAsync(default));
        Assert.Equal(paperwork.Sheet, (await day.ViewAsync()).Paperwork.Sheet);
    }

    [Fact]
    public async Task A_picture_that_is_none_is_refused_and_the_one_that_was_kept_stays()
    {
        var silo = shared.Begin();
        var day = await ClosedAsync(silo);
        TownDay.Done((await AccountAsync(day, received: 3)).Outcome);
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        TownDay.Done(await day.Grain.KeepSheetAsync([.. SheetPhoto.Png], TownDay.Anna, default));

        Assert.Equal(DayRefusal.Invalid, (await day.Grain.KeepSheetAsync([.. "<html>"u8], TownDay.Anna, default)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.KeepSheetAsync([], TownDay.Anna, default)).Refusal);
        var large = await day.Grain.KeepSheetAsync([.. SheetPhoto.Png, .. new byte[SheetPicture.MostBytes]], TownDay.Anna, default);
        Assert.Contains("At most 10 MB", large.Detail, StringComparison.Ordinal);
        Assert.Equal(SheetPhoto.Png, await day.Grain.GetSheetAsync(default));
    }

    [Fact]
    public async Task An_account_compares_with_the_log_as_it_is_when_it_is_closed()
    {
        var silo = shared.Begin();
        var day = await ClosedAsync(silo);
        var figures = await day.Grain.GetFiguresAsync(default);
        Assert.Equal(new LogFigures(3, 2, null, 2, 0, 0, 2, 0, 0, 0, 0, 0), figures);
        TownDay.Done((await AccountAsync(day, received: 3)).Outcome);

        TownDay.Done(await day.Grain.VoidCardAsync(new VoidCard(day.ShortNumber(2), VoidReason.Unused), TownDay.Anna, TownDay.Bela, default));
        Assert.Equal(DayRefusal.NotAccounted, (await day.StepAsync(DayPhase.Counted)).Refusal);
        TownDay.Done((await AccountAsync(day, received: 3)).Outcome);
        Assert.Equal(1, (await day.ViewAsync()).Paperwork.Account!.Log.Unused);
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
    }

    [Fact]
    public async Task A_day_that_counts_is_declared_when_every_slip_that_the_dice_named_is_compared()
    {
        const int papers = 30;
        var silo = shared.Begin();
        var day = await new TownDay(silo, rehearsal: false).PublishedAsync();
        await day.KeepSharesAsync();
        TownDay.Done(await day.AddBatchAsync("a", papers + 30));
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        await Task.WhenAll(Enumerable.Range(0, 30).Select(card => day.VoteAsync(card, "approve garden")));
        await Task.WhenAll(Enumerable.Range(30, papers).Select(day.SurrenderAsync));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        await day.ClosesAsync(silo.Time);
        // One person alone enters no slip of a day that counts.
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.KeyAsync(1, "approve football")).Refusal);
        // Two desks may be one person's, so a batch that they agree on takes two approvers too; and nothing slips in beside it.
        var typing = silo.Grains.GetGrain<IPaperCountGrain>(day.Id);
        TownDay.Done(await typing.OpenAsync(new OpenPaperBatch("cafe", 1, TownDay.Anna), default));
        foreach (var desk in new[] { "desk-1", "desk-2" })
            TownDay.Done((await typing.KeyAsync(new KeySlip("cafe", 1, SlipReading.Of("approve football"), desk), default)).Outcome);
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await typing.FinishAsync("cafe", 1, TownDay.Anna, "", default)).Refusal);
        // There is no such slip: an organiser opens the batch again, with no pile.
        TownDay.Done(await typing.OpenAsync(new OpenPaperBatch("cafe", 0, TownDay.Anna) { Again = true }, default));
        // Two agreed to a pile of one, and it is another pile now.
        Assert.Equal(DayRefusal.Invalid, (await typing.FinishAsync("cafe", 1, TownDay.Anna, TownDay.Bela, default)).Refusal);
        TownDay.Done(await typing.FinishAsync("cafe", 0, TownDay.Anna, TownDay.Bela, default));
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.EnterPaperBallotAsync(new EnterPaperBallot("cafe", 2, "blank"), TownDay.Anna, TownDay.Bela, default)).Refusal);
        for (var number = 1; number <= papers; number++) TownDay.Done(await day.KeyAsync(number, "approve football", secondBy: TownDay.Bela));
        var hand = new HandCount([new("hall", papers + 30, 0, 0, papers)], 0);
        TownDay.Done((await day.Grain.CloseAccountAsync(new CloseAccount(hand, [], TownDay.Anna), default)).Outcome);
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        TownDay.Done(await day.RollAsync("40817263"));
        TownDay.Done(await day.Grain.KeepSheetAsync([.. SheetPhoto.Png], TownDay.Anna, default));
        TownDay.Done(await day.Grain.KeepSignaturesAsync([.. Names], TownDay.Anna, default));
        TownDay.Done(await day.Grain.ValidateCountAsync(TownDay.Anna, TownDay.Bela, default));

        var drawn = (await day.Box.GetStatusAsync(default)).Samples;
        Assert.Equal(10, drawn.Length);
        foreach (var (paper, at) in drawn.Select((paper, at) => (paper, at)))
        {
            // Asked alone too, so that nobody is asked to agree to it.
            foreach (var second in new[] { TownDay.Bela, "" })
            {
                var refused = await day.StepAsync(DayPhase.Declared, secondBy: second);
                Assert.Equal(DayRefusal.NotValidated, refused.Refusal);
                Assert.EndsWith($"Slips that wait: {10 - at}.", refused.Detail, StringComparison.Ordinal);
            }
            TownDay.Done(await day.Grain.ComparePaperAsync(new ComparePaper(paper.Batch, paper.Number, Same: at != 3), TownDay.Anna, default));
        }
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
    }

    [Fact]
    public async Task A_rehearsal_may_leave_every_step_out_and_take_any()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        TownDay.Done(await day.Grain.KeepSheetAsync([.. SheetPhoto.Jpeg], TownDay.Anna, default));
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
        Assert.Null((await day.ViewAsync()).Paperwork.Validated);
    }

    /// <summary>A real day with three cards, of which two were handed out and voted.</summary>
    private static async Task<TownDay> ClosedAsync(TestSilo silo)
    {
        var day = await new TownDay(silo, rehearsal: false).PublishedAsync();
        await day.KeepSharesAsync();
        TownDay.Done(await day.AddBatchAsync("a", 3));
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        await day.VoteAsync(0, "approve football");
        await day.VoteAsync(1, "approve football garden");
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        await day.ClosesAsync(silo.Time);
        return day;
    }

    private static Task<AccountResult> AccountAsync(TownDay day, long received, params Explanation[] explanations) =>
        day.Grain.CloseAccountAsync(new CloseAccount(new HandCount([new("hall", received, 1, 0, 0)], 0), [.. explanations], TownDay.Anna), default);
}
