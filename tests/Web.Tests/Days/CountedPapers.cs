using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;

namespace PbDecisionDay.Web.Tests.Days;

/// <summary>A day on which all votes are slips: two piles that were counted anew, with spoilt slips in one of them, and a closed account.</summary>
public static class CountedPapers
{
    private const string One = "STATION000000001", Two = "STATION000000002";

    /// <summary>The batches' names: of the large pile, and of the one of two slips.</summary>
    public const string Hall = "hall-north-side-2026", Cafe = "cafe";

    /// <summary>The spoilt slips of a large pile.</summary>
    public static int Spoilt(int hall) => 3 + Math.Clamp(hall - 25, 0, 15);

    /// <summary>A closed day, its slips in the log, and its account.</summary>
    /// <param name="services">The running site's services.</param>
    /// <param name="id">The day's id.</param>
    /// <param name="hall">Slips in the large pile, 3 or more.</param>
    public static async Task<OpenDay> AccountedAsync(IServiceProvider services, string id, int hall)
    {
        var day = await OpenDay.CreateAsync(services, id, cards: hall + 3);
        for (var card = 0; card < hall + 2; card++) await day.SurrenderAsync(card);
        await day.StepAsync(DayPhase.Closed);
        var typing = services.GetRequiredService<IGrainFactory>().GetGrain<IPaperCountGrain>(id);
        await TypedAsync(typing, Cafe, [4, 1, 2], _ => SlipReading.Of("approve 1"));
        await TypedAsync(typing, Hall, [hall + 2, hall], slip => slip switch
        {
            1 or 2 => SlipReading.Of(SpoiltReason.Unreadable),
            3 => SlipReading.Of(SpoiltReason.Late),
            > 25 and <= 40 => SlipReading.Of(SpoiltReason.TooMany),
            _ => SlipReading.Of(slip % 2 == 0 ? "approve 1 2" : "approve 3"),
        });
        await AccountAsync(services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(id), day.Cards.Count, hall + 2);
        return day;
    }

    /// <summary>Counts and declares it.</summary>
    public static async Task DeclareAsync(OpenDay day, int hall)
    {
        ArgumentNullException.ThrowIfNull(day);
        await day.StepAsync(DayPhase.Counted);
        // As many votes as are mixed: two of the small pile, and those of the large one that are not spoilt.
        if (hall + 2 - Spoilt(hall) >= 30) await day.RollAsync("31415926");
        await day.StepAsync(DayPhase.Declared);
    }

    private static async Task TypedAsync(IPaperCountGrain typing, string batch, int[] counted, Func<int, SlipReading> reading)
    {
        await DoneAsync(typing.OpenAsync(new OpenPaperBatch(batch, counted[0], One), default));
        foreach (var pile in counted[1..]) await DoneAsync(typing.RecountAsync(new OpenPaperBatch(batch, pile, One), default));
        foreach (var by in new[] { One, Two })
            for (var slip = 1; slip <= counted[^1]; slip++)
                Assert.Equal(DayOutcome.Done, (await typing.KeyAsync(new KeySlip(batch, slip, reading(slip), by), default)).Outcome);
        await DoneAsync(typing.FinishAsync(batch, counted[^1], "organiser-a", "", default));
    }

    private static async Task AccountAsync(IDecisionDayGrain day, int cards, int slips)
    {
        var hand = new HandCount([new("hall", cards, 1, 0, slips)], 0);
        var asked = await day.CloseAccountAsync(new CloseAccount(hand, [], "organiser-a"), default);
        if (asked.Unexplained.IsEmpty) return;
        var closed = await day.CloseAccountAsync(
            new CloseAccount(hand, [.. asked.Unexplained.Select(line => new Explanation(line.Check, line.Venue, "Counted by a test."))], "organiser-a"), default);
        Assert.Equal(DayOutcome.Done, closed.Outcome);
    }

    private static async Task DoneAsync(Task<DayOutcome> step) => Assert.Equal(DayOutcome.Done, await step);
}
