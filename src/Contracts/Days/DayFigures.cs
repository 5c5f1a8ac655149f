using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;

namespace PbDecisionDay.Contracts.Days;

/// <summary>
/// The figures of a day, counted here and nowhere else: what a door, a screen, the console, the statement and <c>/metrics</c> show under one name is one of these.
/// All are counts over all logs that are not left out. Source: docs/adr/0086.
/// </summary>
/// <param name="Printed">Cards in all batches.</param>
/// <param name="Usable">Cards made usable: handed out, or as a whole batch.</param>
/// <param name="Used">Cards that have cast or were handed in for paper.</param>
/// <param name="Ballots">Ballots that count now, on cards and on paper.</param>
/// <param name="Surrendered">Cards handed in for a paper ballot.</param>
/// <param name="Papers">Paper ballots that count.</param>
/// <param name="Voided">Cards ended without a ballot.</param>
/// <param name="Exchanged">Cards exchanged after they were opened as a test.</param>
/// <param name="People">Distinct people at all doors.</param>
/// <param name="Doors">People at each door, by its name.</param>
public sealed record DayFigures(
    long Printed, long Usable, long Used, long Ballots, long Surrendered, long Papers, long Voided, long Exchanged, long People, ImmutableArray<DoorCount> Doors)
{
    /// <summary>Counts them.</summary>
    /// <param name="day">The box of the whole day, as <see cref="DayBoxes.GetDayStatusAsync"/> has it.</param>
    /// <param name="register">The register's totals.</param>
    public static DayFigures Of(BoxStatus day, RegisterTotals register)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(register);
        return new(day.Printed, day.Issued, day.CardsUsed, day.Ballots, day.Surrendered, day.Papers, day.Voided, day.Exchanged, register.People, register.Doors);
    }

    /// <summary>People at one door.</summary>
    public long At(string door) => Doors.FirstOrDefault(one => string.Equals(one.Door, door, StringComparison.Ordinal))?.Arrivals ?? 0;
}

/// <summary>Reads the figures of a day.</summary>
public static class DayFiguresReading
{
    /// <summary>The figures as they are now.</summary>
    /// <param name="grains">Where the day's boxes and its register are.</param>
    /// <param name="day">The day's id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<DayFigures> GetFiguresAsync(this IGrainFactory grains, string day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grains);
        var box = grains.GetDayStatusAsync(day, cancellationToken);
        var register = grains.GetGrain<IRegisterGrain>(day).GetTotalsAsync(cancellationToken);
        return DayFigures.Of(await box, await register);
    }
}
