using System.Collections.Immutable;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>What doors keep to go on without a network, how they settle, and the codes of those who may undo. Source: docs/adr/0068.</summary>
internal sealed partial class RegisterGrain
{
    /// <inheritdoc/>
    public async Task<DoorPart> GetPartAsync(
        string door, ImmutableArray<string> doors, string has, DateTimeOffset? answered, CancellationToken cancellationToken)
    {
        // The work of splitting is done once for a state of the lines, and not whenever a door asks.
        var now = (lines.Version, string.Join('\n', doors.Order(StringComparer.Ordinal)));
        if (allotted != now) (allotment, allotted) = (Allotment.Split(lines.Folded, doors), now);
        var part = allotment.PartOf(door, line => lines.ById(line)?.CheckIn is not null, has);
        var isNew = !heard.Runs.Any(run => run.Door == door);
        await KeepAsync(heard.After(door, allotment.RunOf(door), string.Equals(part.Stamp, has, StringComparison.Ordinal), doors), cancellationToken);
        return part with { At = heard.Hear(door, answered, isNew) };
    }

    /// <inheritdoc/>
    public Task LeaveAsync(string door, CancellationToken cancellationToken) => KeepAsync(heard.Without(door), cancellationToken);

    /// <summary>Writes what doors keep where it changes: before a door has it, and before others let in whom it had.</summary>
    private async Task KeepAsync(ImmutableArray<DoorRun> runs, CancellationToken cancellationToken)
    {
        if (heard.Runs.ToHashSet().SetEquals(runs)) return;
        await WriteAsync(() => store.SaveDoorRunsAsync(day, runs, cancellationToken));
        heard.Keep(runs);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<SettledMark>> SettleMarksAsync(
        string door, ImmutableArray<AloneMark> marked, bool isLate, CancellationToken cancellationToken)
    {
        IReadOnlyList<SettledOutcome?> outcomes = [];
        await WriteAsync(async () => outcomes = await store.SettleMarksAsync(day, marked, new CheckInMark(door, Hour()), isLate, cancellationToken));
        notes = await store.ReadMarkNotesAsync(day, CancellationToken.None);
        if (isLate) late = [.. await store.ReadLateAsync(day, CancellationToken.None)];
        return [.. marked.Zip(outcomes, (mark, outcome) => Settled(mark.Line, outcome))];
    }

    private SettledMark Settled(string line, SettledOutcome? outcome)
    {
        if (outcome is null || lines.ById(line) is not { } row) return new SettledMark(line, SettledStatus.Unknown, null);
        var standing = row with { CheckIn = outcome.Standing };
        if (outcome.First) lines.CheckIn(standing);
        return new SettledMark(line, outcome.Twice ? SettledStatus.Twice : SettledStatus.Settled, Line(standing));
    }

    /// <inheritdoc/>
    public async Task<bool> SettleArrivalsAsync(AloneCards cards, bool isLate, CancellationToken cancellationToken)
    {
        bool? isNew = null;
        await WriteAsync(async () => isNew = await store.SettleCardsAsync(day, cards, isLate, cancellationToken));
        if (isNew is not true) return isNew is false;
        arrivals.Count(new DoorCount(cards.Door, cards.Cards));
        notes = notes with { Alone = notes.Alone + cards.Cards };
        if (isLate) late = [.. await store.ReadLateAsync(day, CancellationToken.None)];
        return true;
    }

    /// <inheritdoc/>
    public async Task TakeBackOnceAsync(string door, string id, CancellationToken cancellationToken)
    {
        var isNew = false;
        await WriteAsync(async () => isNew = await store.TakeBackOnceAsync(day, id, door, cancellationToken));
        if (isNew) arrivals.Count(new DoorCount(door, -1));
    }

    /// <inheritdoc/>
    public Task<byte[]> GetDoorKeyAsync(string station, CancellationToken cancellationToken) => store.GetDoorKeyAsync(day, station, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> MakeDoorCodesAsync(string organiser, CancellationToken cancellationToken) => codes.MakeAsync(organiser, cancellationToken);

    /// <inheritdoc/>
    public Task<OwnDoorCodes> GetDoorCodesAsync(string organiser, CancellationToken cancellationToken) => codes.OfAsync(organiser, cancellationToken);

    /// <inheritdoc/>
    public Task<TwoDoorCodes> SpendDoorCodesAsync(string first, string second, DoorStep step, CancellationToken cancellationToken) =>
        codes.SpendAsync(first, second, step, cancellationToken);
}
