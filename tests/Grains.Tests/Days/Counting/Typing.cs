using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;

namespace PbDecisionDay.Grains.Tests.Days.Counting;

/// <summary>A closed day with cards handed in for paper, and a batch that is typed in.</summary>
internal sealed class Typing(TownDay day, TestSilo silo)
{
    public const string One = "STATION000000001", Two = "STATION000000002", Third = "STATION000000003";

    public TownDay Day => day;

    public IPaperCountGrain Grain => silo.Grains.GetGrain<IPaperCountGrain>(day.Id);

    public static async Task<Typing> BeginAsync(TestSilo silo, int slips, int pile)
    {
        var day = await new TownDay(silo).OpenAsync(cards: slips);
        for (var card = 0; card < slips; card++) await day.SurrenderAsync(card);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        var typing = new Typing(day, silo);
        TownDay.Done(await typing.OpenAsync(pile));
        return typing;
    }

    public Task<DayOutcome> OpenAsync(int pile) => Grain.OpenAsync(new OpenPaperBatch("hall", pile, One), default);

    public Task<DayOutcome> TypeAnewAsync(int pile) => Grain.OpenAsync(new OpenPaperBatch("hall", pile, TownDay.Anna) { Again = true }, default);

    public Task<DayOutcome> RecountAsync(int pile) => Grain.RecountAsync(new OpenPaperBatch("hall", pile, One), default);

    public Task<KeyedSlip> AskAsync(int number, SlipReading reading, string by) => Grain.KeyAsync(new KeySlip("hall", number, reading, by), default);

    public async Task<SlipState> TypeAsync(int number, SlipReading reading, string by)
    {
        var keyed = await AskAsync(number, reading, by);
        TownDay.Done(keyed.Outcome);
        return keyed.State;
    }

    public async Task BothAsync(int number, SlipReading reading)
    {
        await TypeAsync(number, reading, One);
        Assert.Equal(SlipState.Agreed, await TypeAsync(number, reading, Two));
    }

    public async Task<DayOutcome> SettleAsync(int number, SlipReading reading, string by, bool byPhotograph = false, bool sure = false) =>
        (await Grain.SettleAsync(new SettleSlip("hall", number, reading, byPhotograph, by) { Sure = sure }, default)).Outcome;

    public async Task<DayOutcome> FinishAsync(string secondBy = "") =>
        await Grain.FinishAsync("hall", (await SeenAsync(One)).Pile, TownDay.Anna, secondBy, default);

    public async Task<PaperBatch> SeenAsync(string by) => (await Grain.ListAsync(by, default)).Single(batch => batch.Batch == "hall");
}
