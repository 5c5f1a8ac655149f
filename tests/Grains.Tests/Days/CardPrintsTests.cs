using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>Prints: they count once their test card was read from the paper, and a lost one is drawn again.</summary>
public sealed class CardPrintsTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Anna = TownDay.Anna, Bela = TownDay.Bela;

    [Fact]
    public async Task A_print_counts_nowhere_until_its_test_card_was_read()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync();
        var (print, code) = Print("cards-1", 5);
        TownDay.Done(await day.Grain.PrintBatchAsync(print, Anna, "", default));
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Printed);
        var refused = await day.StepAsync(DayPhase.Open);
        Assert.Equal(DayRefusal.NeedsCards, refused.Refusal);
        Assert.Contains("scan the test card", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(new CardPrint("cards-1", 5, CardPrintState.Waiting), Assert.Single((await day.ViewAsync()).CardPrints));

        Assert.Equal(DayRefusal.Unknown, (await day.Grain.TestPrintAsync(ShortNumber.Of(Digest.Random()).Symbols, default)).Outcome.Refusal);
        Assert.Equal(DayRefusal.Unknown, (await day.Grain.TestPrintAsync("not a code", default)).Outcome.Refusal);
        for (var times = 0; times < 2; times++)
        {
            var tested = await day.Grain.TestPrintAsync(code, default);
            TownDay.Done(tested.Outcome);
            Assert.Equal(new CardPrint("cards-1", 5, CardPrintState.Registered), tested.Print);
        }
        var batch = Assert.Single((await day.Box.GetStatusAsync(default)).Batches);
        Assert.Equal(("cards-1", 5, true), (batch.Batch, batch.Cards, batch.MadeByService));
        Assert.Single(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), written => written.Kind == "batch-added");
        TownDay.Done(await day.StepAsync(DayPhase.Open));
    }

    [Fact]
    public async Task A_print_that_is_lost_before_its_test_is_given_up_and_its_cards_never_vote()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync();
        var (lost, lostCode) = Print("cards-1", 4);
        TownDay.Done(await day.Grain.PrintBatchAsync(lost with { Label = "Riverside café" }, Anna, "", default));
        var (again, code) = Print("cards-2", 4);
        TownDay.Done(await day.Grain.PrintBatchAsync(again with { InsteadOf = "cards-1" }, Anna, "", default));
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.TestPrintAsync(lostCode, default)).Outcome.Refusal);
        TownDay.Done((await day.Grain.TestPrintAsync(code, default)).Outcome);

        var view = await day.ViewAsync();
        Assert.Equal([CardPrintState.GivenUp, CardPrintState.Registered], view.CardPrints.Select(print => print.State));
        Assert.Equal("Riverside café", view.LabelOf("cards-2"));
        Assert.Equal(4, (await day.Box.GetStatusAsync(default)).Printed);
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        Assert.Equal(IssueResult.Unknown, await day.Box.IssueAsync(Outside(lost), default));
        Assert.Equal(IssueResult.Issued, await day.Box.IssueAsync(Outside(again), default));
        // Its place was taken once; a name is never used again.
        Assert.Equal(DayRefusal.Unknown, (await day.Grain.PrintBatchAsync(Print("cards-3", 1).Print with { InsteadOf = "cards-1" }, Anna, Bela, default)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.PrintBatchAsync(Print("cards-1", 1).Print, Anna, Bela, default)).Refusal);
    }

    [Fact]
    public async Task A_batch_that_counts_is_spoilt_and_drawn_again_in_one_step_by_two_and_not_once_a_card_is_out()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo, rehearsal: false).PublishedAsync();
        var (print, code) = Print("cards-1", 6);
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.Grain.PrintBatchAsync(print, Anna, "", default)).Refusal);
        TownDay.Done(await day.Grain.PrintBatchAsync(print, Anna, Bela, default));
        TownDay.Done((await day.Grain.TestPrintAsync(code, default)).Outcome);

        var (again, second) = Print("cards-2", 6);
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.Grain.PrintBatchAsync(again with { InsteadOf = "cards-1" }, Anna, Anna, default)).Refusal);
        Assert.Equal(6, (await day.Box.GetStatusAsync(default)).Printed);
        TownDay.Done(await day.Grain.PrintBatchAsync(again with { InsteadOf = "cards-1" }, Anna, Bela, default));
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Printed);
        TownDay.Done((await day.Grain.TestPrintAsync(second, default)).Outcome);
        Assert.Equal(6, (await day.Box.GetStatusAsync(default)).Printed);

        await day.KeepSharesAsync();
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        Assert.Equal(IssueResult.Issued, await day.Box.IssueAsync(Outside(again), default));
        Assert.NotEqual(DayRefusal.None, (await day.Grain.PrintBatchAsync(Print("cards-3", 6).Print with { InsteadOf = "cards-2" }, Anna, Bela, default)).Refusal);
        Assert.Equal(2, (await day.ViewAsync()).CardPrints.Length);

        // More while voting is open, by two; the log has both names' step.
        var (late, lateCode) = Print("cards-3", 2);
        TownDay.Done(await day.Grain.PrintBatchAsync(late, Anna, Bela, default));
        TownDay.Done((await day.Grain.TestPrintAsync(lateCode, default)).Outcome);
        Assert.Equal(8, (await day.Box.GetStatusAsync(default)).Printed);
        var (tooLate, never) = Print("cards-4", 2);
        TownDay.Done(await day.Grain.PrintBatchAsync(tooLate, Anna, Bela, default));
        await day.StepAsync(DayPhase.Closed);
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.TestPrintAsync(never, default)).Outcome.Refusal);
        Assert.Equal(8, (await day.Box.GetStatusAsync(default)).Printed);
    }

    [Fact]
    public async Task Who_hands_a_batch_out_is_a_line_that_can_be_changed_and_taken_away()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync();
        TownDay.Done(await day.AddBatchAsync("a", 3, secondBy: ""));
        TownDay.Done(await day.Grain.LabelBatchAsync("a", "Primary school", Anna, default));
        Assert.Equal("Primary school", (await day.ViewAsync()).LabelOf("a"));
        Assert.Equal(DayRefusal.Unknown, (await day.Grain.LabelBatchAsync("b", "Café", Anna, default)).Refusal);
        foreach (var wrong in new[] { new string('x', BatchLabel.Longest + 1), "two\nlines", " café" })
            Assert.Equal(DayRefusal.Invalid, (await day.Grain.LabelBatchAsync("a", wrong, Anna, default)).Refusal);
        TownDay.Done(await day.Grain.LabelBatchAsync("a", "", Anna, default));
        Assert.Null((await day.ViewAsync()).LabelOf("a"));
    }

    private static (PrintBatch Print, string Code) Print(string batch, int cards)
    {
        var code = ShortNumber.Of(Digest.Random()).Symbols;
        string[] numbers = [.. Enumerable.Range(0, cards).Select(_ => Digest.Random().ToString()).Order(StringComparer.Ordinal)];
        return (new PrintBatch(batch, [.. numbers], Digest.Sha256(System.Text.Encoding.ASCII.GetBytes(code)).ToString()), code);
    }

    private static string Outside(PrintBatch print) => ShortNumber.Of(Digest.TryParse(print.Cards[0], out var number) ? number : default).Symbols;
}
