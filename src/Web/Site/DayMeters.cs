using System.Diagnostics.Metrics;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// The figures of all days that go on, together, in <c>/metrics</c>: the same ones that the pages show, read when they are asked for. No figure names a day.
/// </summary>
public sealed class DayMeters : IDisposable
{
    private readonly IGrainFactory _grains;
    private readonly Meter _meter = new("PbDecisionDay.Days");
    private volatile DayFigures _sum = None;

    /// <summary>Adds the instruments.</summary>
    public DayMeters(IGrainFactory grains)
    {
        _grains = grains;
        Add("pbdd.days.people", figures => figures.People, "People let in, of the days that go on.");
        Add("pbdd.days.cards_usable", figures => figures.Usable, "Cards made usable, of the days that go on.");
        Add("pbdd.days.cards_used", figures => figures.Used, "Cards that voted or were handed in, of the days that go on.");
        Add("pbdd.days.ballots", figures => figures.Ballots, "Ballots that count, of the days that go on.");
    }

    private static DayFigures None => new(0, 0, 0, 0, 0, 0, 0, 0, 0, []);

    /// <summary>Reads the figures as they are now. A day that cannot be read is left out.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var sum = None;
        foreach (var day in await _grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListDaysAsync(cancellationToken))
            if (await TryReadAsync(day, cancellationToken) is { } figures)
                sum = sum with { People = sum.People + figures.People, Usable = sum.Usable + figures.Usable, Used = sum.Used + figures.Used, Ballots = sum.Ballots + figures.Ballots };
        _sum = sum;
    }

    /// <summary>Ends the instruments.</summary>
    public void Dispose() => _meter.Dispose();

    private async Task<DayFigures?> TryReadAsync(string day, CancellationToken cancellationToken)
    {
        try
        {
            return await _grains.GetGrain<IDecisionDayGrain>(day).GetAsync(cancellationToken) is { Phase: DayPhase.Open or DayPhase.Paused or DayPhase.Checking or DayPhase.Closed or DayPhase.Counted }
                ? await _grains.GetFiguresAsync(day, cancellationToken)
                : null;
        }
#pragma warning disable CA1031 // Figures of one day that cannot be read are no reason to tell none; the day's own page says what is wrong.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private void Add(string name, Func<DayFigures, long> figure, string description) =>
        _meter.CreateObservableGauge(name, () => figure(_sum), unit: null, description);
}
