using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>
/// A day's register, held in memory and written through to its rows: durable first. A write that fails may or may not have
/// happened, so the grain is deactivated and its next activation reads what is true.
/// </summary>
internal sealed class RegisterGrain : Grain, IRegisterGrain
{
    private readonly IRegisterStore store;
    private readonly TimeProvider time;
    private readonly string day;
    private readonly RegisterLines lines = new();
    private readonly DoorCounts arrivals = new();
    private TimeZoneInfo zone = TimeZoneInfo.Utc;

    /// <summary>Called by the grain host.</summary>
    public RegisterGrain(IRegisterStore store, TimeProvider time) =>
        (this.store, this.time, day) = (store, time, this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await store.ReadAsync(day, cancellationToken)) lines.Add(row);
        arrivals.Read(await store.ReadArrivalsAsync(day, cancellationToken));
        zone = Zone(await store.ReadTimeZoneAsync(day, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task SetUpAsync(string timeZone, CancellationToken cancellationToken)
    {
        var chosen = Zone(timeZone);
        if (chosen.Equals(zone)) return;
        await WriteAsync(() => store.SetTimeZoneAsync(day, timeZone, cancellationToken));
        zone = chosen;
    }

    /// <inheritdoc/>
    public async Task<AddLinesResult> AddAsync(ImmutableArray<NewLine> newLines, CancellationToken cancellationToken)
    {
        var (rows, answer) = NewLines.Prepare(lines, newLines);
        if (rows.Count == 0) return answer;
        try
        {
            await WriteAsync(() => store.AddAsync(day, rows, cancellationToken));
        }
        catch (RegisterUnavailableException)
        {
            return new AddLinesResult(0, -1, "The register could not be written; send the list again.");
        }

        foreach (var row in rows) lines.Add(row);
        return answer;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<RegisterLine>> FindAsync(string query, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<RegisterLine>>([.. lines.Search(query).Select(Line)]);

    /// <inheritdoc/>
    public Task<CheckInAnswer> CheckInAsync(string line, string door, CancellationToken cancellationToken) =>
        MarkAsync(lines.ById(line.Trim()), door, cancellationToken);

    /// <inheritdoc/>
    public Task<CheckInAnswer> CheckInPassAsync(string pass, string door, CancellationToken cancellationToken) =>
        MarkAsync(lines.ByPass(SecretCode.Hash(pass)), door, cancellationToken);

    private async Task<CheckInAnswer> MarkAsync(RegisterRow? found, string door, CancellationToken cancellationToken)
    {
        if (found is not { } row) return new CheckInAnswer(CheckInStatus.Unknown, null);
        if (row.CheckIn is not null) return new CheckInAnswer(CheckInStatus.AlreadyCheckedIn, Line(row));

        MarkOutcome? outcome = null;
        try
        {
            await WriteAsync(async () => outcome = await store.MarkAsync(day, row.Line, new CheckInMark(door, Hour()), cancellationToken));
        }
        catch (RegisterUnavailableException)
        {
            return new CheckInAnswer(CheckInStatus.Unavailable, null);
        }

        if (outcome is null) return new CheckInAnswer(CheckInStatus.Unknown, null);
        var arrived = row with { CheckIn = outcome.Standing };
        lines.CheckIn(arrived);
        return new CheckInAnswer(outcome.First ? CheckInStatus.CheckedIn : CheckInStatus.AlreadyCheckedIn, Line(arrived));
    }

    /// <inheritdoc/>
    public Task NoteArrivalAsync(string door, CancellationToken cancellationToken) => CountAsync(new DoorCount(door, 1), cancellationToken);

    /// <inheritdoc/>
    public Task TakeBackArrivalAsync(string door, CancellationToken cancellationToken) => CountAsync(new DoorCount(door, -1), cancellationToken);

    /// <inheritdoc/>
    public Task<RegisterTotals> GetTotalsAsync(CancellationToken cancellationToken) => Task.FromResult(new RegisterTotals(
        lines.Total, lines.CheckedIn.Values.Sum(), arrivals.Plus(lines.CheckedIn)));

    /// <inheritdoc/>
    public async Task<int> EraseAsync(CancellationToken cancellationToken)
    {
        var erased = 0;
        await WriteAsync(async () => erased = await store.EraseAsync(day, cancellationToken));
        lines.Clear();
        return erased;
    }

    private async Task WriteAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (RegisterUnavailableException)
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task CountAsync(DoorCount more, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await WriteAsync(() => store.AddArrivalsAsync(day, [more], CancellationToken.None));
        arrivals.Count(more);
    }

    /// <summary>The hour in the day's time zone, no finer.</summary>
    private string Hour() =>
        TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string timeZone) =>
        timeZone.Length == 0 ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(timeZone);

    private static RegisterLine Line(RegisterRow row) =>
        new(row.Line, row.Name, row.Detail, row.CheckIn?.Door ?? "", row.CheckIn?.Hour ?? "");
}
