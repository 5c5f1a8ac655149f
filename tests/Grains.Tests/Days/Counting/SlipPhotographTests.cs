using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests.Days.Counting;

/// <summary>The photograph of a slip of which two people read something else: who may take it, who sees it, and when it is gone.</summary>
public sealed class SlipPhotographTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string One = Typing.One, Two = Typing.Two, Third = Typing.Third;

    private static readonly byte[] First = SheetPhoto.Png, Another = SheetPhoto.JpegFromPhone();

    [Fact]
    public async Task A_third_person_settles_a_slip_by_its_photograph_and_organisers_alone_see_it_afterwards()
    {
        var typing = await DifferingAsync(shared.Begin());
        Assert.Equal(DayRefusal.Invalid, (await typing.SettleAsync(1, SlipReading.Of("blank"), Third, byPhotograph: true)).Refusal);
        // Whoever has the pile takes it, though they typed the slip; they do not see it, as they do not settle it.
        TownDay.Done(await KeepAsync(typing, 1, First, One));
        Assert.Equal(First, await SeenAsync(typing, Third));
        foreach (var nobody in new[] { One, Two, "" }) Assert.Empty(await SeenAsync(typing, nobody));
        Assert.Empty(await SeenAsync(typing, One, isOrganiser: true));
        foreach (var by in new[] { One, Two, Third }) Assert.True(Assert.Single((await typing.SeenAsync(by)).Differ).IsPhotographed);

        TownDay.Done(await typing.SettleAsync(1, SlipReading.Of("approve garden"), Third, byPhotograph: true));
        Assert.Equal([1], (await typing.SeenAsync(Third)).Photographed);
        Assert.Empty(await SeenAsync(typing, Third));
        Assert.Equal(First, await SeenAsync(typing, TownDay.Anna, isOrganiser: true));
        Assert.Equal(DayRefusal.Unknown, (await KeepAsync(typing, 1, Another, Third)).Refusal);
    }

    [Fact]
    public async Task Only_a_slip_that_waits_for_a_third_person_is_photographed_and_only_as_a_picture_of_a_bounded_size()
    {
        var silo = shared.Begin();
        var typing = await DifferingAsync(silo);
        TownDay.Done((await typing.AskAsync(2, SlipReading.Of("blank"), One)).Outcome);
        foreach (var number in new[] { 0, 2, 3, -1, int.MaxValue }) Assert.Equal(DayRefusal.Unknown, (await KeepAsync(typing, number, First, Third)).Refusal);
        Assert.Equal(DayRefusal.Unknown, (await typing.Grain.KeepPhotographAsync(new KeepSlipPhotograph("cafe", 1, [.. First], Third), default)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await KeepAsync(typing, 1, [], Third)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await KeepAsync(typing, 1, "GIF89a"u8.ToArray(), Third)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await KeepAsync(typing, 1, [.. First, .. new byte[SheetPicture.MostBytes]], Third)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await KeepAsync(typing, 1, First, "")).Refusal);
        Assert.Empty(await SeenAsync(typing, Third));
        Assert.Empty(await StoredAsync(silo, typing));
    }

    [Fact]
    public async Task It_stands_sealed_in_a_file_and_goes_with_the_next_one_with_a_new_opening_and_with_the_archive()
    {
        await using var silo = await TestSilo.StartAsync();
        var typing = await DifferingAsync(silo);
        TownDay.Done(await KeepAsync(typing, 1, First, One));
        TownDay.Done(await KeepAsync(typing, 1, Another, Two));
        var sealedFile = Assert.Single(await StoredAsync(silo, typing));
        Assert.Equal(-1, sealedFile.AsSpan().IndexOf(Another.AsSpan(0, 16)));
        Assert.Equal(Another.Length + 28, sealedFile.Length);
        await silo.RestartAsync();
        Assert.Equal(Another, await SeenAsync(typing, Third));

        TownDay.Done(await typing.SettleAsync(1, SlipReading.Of("blank"), Third, byPhotograph: true));
        await typing.BothAsync(2, SlipReading.Of("blank"));
        TownDay.Done(await typing.FinishAsync());
        TownDay.Done(await typing.OpenAsync(2));
        Assert.Empty(await StoredAsync(silo, typing));
        Assert.Empty(await SeenAsync(typing, TownDay.Anna, isOrganiser: true));

        await typing.TypeAsync(1, SlipReading.Of("blank"), One);
        await typing.TypeAsync(1, SlipReading.Of("approve football"), Two);
        await typing.BothAsync(2, SlipReading.Of("blank"));
        TownDay.Done(await KeepAsync(typing, 1, First, Third));
        TownDay.Done(await typing.SettleAsync(1, SlipReading.Of("blank"), Third, byPhotograph: true));
        TownDay.Done(await typing.FinishAsync(TownDay.Bela));
        foreach (var phase in new[] { DayPhase.Counted, DayPhase.Declared, DayPhase.Ratified }) TownDay.Done(await typing.Day.StepAsync(phase));
        Assert.Equal(First, await SeenAsync(typing, TownDay.Anna, isOrganiser: true));
        TownDay.Done(await typing.Day.StepAsync(DayPhase.Archived));
        Assert.Empty(await StoredAsync(silo, typing));
        Assert.Empty(await SeenAsync(typing, TownDay.Anna, isOrganiser: true));
        await silo.RestartAsync();
        Assert.Empty(await SeenAsync(typing, TownDay.Anna, isOrganiser: true));
    }

    private static async Task<Typing> DifferingAsync(TestSilo silo)
    {
        var typing = await Typing.BeginAsync(silo, slips: 2, pile: 2);
        await typing.TypeAsync(1, SlipReading.Of("approve garden"), One);
        Assert.Equal(SlipState.Differs, await typing.TypeAsync(1, SlipReading.Of("blank"), Two));
        return typing;
    }

    private static Task<DayOutcome> KeepAsync(Typing typing, int number, byte[] picture, string by) =>
        typing.Grain.KeepPhotographAsync(new KeepSlipPhotograph("hall", number, [.. picture], by), default);

    private static async Task<byte[]> SeenAsync(Typing typing, string by, bool isOrganiser = false) =>
        [.. await typing.Grain.GetPhotographAsync("hall", 1, by, isOrganiser, default)];

    /// <summary>The photographs as they stand in the day's unpublished files.</summary>
    private static async Task<List<byte[]>> StoredAsync(TestSilo silo, Typing typing)
    {
        var stored = new List<byte[]>();
        foreach (var file in await silo.Files.ListAsync($"{typing.Day.Id}#count", default))
            if (file.Name.StartsWith("slips/", StringComparison.Ordinal)) stored.Add((await silo.Files.ReadAsync(file, 0, default)).ToArray());
        return stored;
    }
}
