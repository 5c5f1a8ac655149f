using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>
/// A day's register, held in memory and written through to its rows: durable first. A write that fails may or may not have
/// happened, so the grain is deactivated and its next activation reads what is true.
/// </summary>
internal sealed partial class RegisterGrain : Grain, IRegisterGrain
{
    private readonly IRegisterStore store;
    private readonly TimeProvider time;
    private readonly string day;
    private readonly RegisterLines lines = new();
    private readonly DoorCounts arrivals = new();
    private readonly HeardDoors heard;
    private readonly DoorCodes codes;
    private readonly RegisterKey key;
    private Allotment allotment = Allotment.Split([], []);
    private (int Lines, string Doors) allotted = (-1, "");
    private ImmutableArray<DoorCount> late = [];
    private MarkNotes notes = new(0, 0, 0);
    private TimeZoneInfo zone = TimeZoneInfo.Utc;

    /// <summary>Called by the grain host.</summary>
    public RegisterGrain(IRegisterStore store, IDayFiles files, DoorGuesses guesses, TimeProvider time)
    {
        (this.store, this.time, day, heard) = (store, time, this.GetPrimaryKeyString(), new HeardDoors(time));
        key = new RegisterKey(files, day);
        codes = new DoorCodes(store, day, key, guesses);
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await key.ReadAsync(cancellationToken);
        var rows = await store.ReadAsync(day, cancellationToken);
        await SealAsync([.. rows.Where(RegisterKey.IsPlain)], cancellationToken);
        foreach (var row in rows) lines.Add(key.Open(row));
        arrivals.Read(await store.ReadArrivalsAsync(day, cancellationToken));
        notes = await store.ReadMarkNotesAsync(day, cancellationToken);
        late = [.. await store.ReadLateAsync(day, cancellationToken)];
        heard.Keep([.. await store.ReadDoorRunsAsync(day, cancellationToken)]);
        zone = Zone(await store.ReadTimeZoneAsync(day, cancellationToken));
    }

    /// <summary>Seals passes that were written before they were sealed.</summary>
    private async Task SealAsync(RegisterRow[] plain, CancellationToken cancellationToken)
    {
        if (plain.Length == 0) return;
        await key.MakeAsync(cancellationToken);
        await store.ReplacePassesAsync(day, [.. plain.Select(key.Close)], cancellationToken);
    }

    /// <summary>Writes lines, with their passes sealed.</summary>
    private async Task AddRowsAsync(IReadOnlyList<RegisterRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Any(row => !row.Pass.IsEmpty)) await key.MakeAsync(cancellationToken);
        await store.AddAsync(day, [.. rows.Select(key.Close)], cancellationToken);
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
            await WriteAsync(() => AddRowsAsync(rows, cancellationToken));
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
        if (heard.SilentKeeperOf(SearchText.Fold(row.Name), door) is { Length: > 0 } keeper)
            return new CheckInAnswer(CheckInStatus.KeptElsewhere, Line(row)) { KeptBy = keeper };

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
    public Task<RegisterLine?> GetAsync(string line, CancellationToken cancellationToken) =>
        Task.FromResult(lines.ById(line.Trim()) is { } row ? Line(row) : null);

    /// <inheritdoc/>
    public async Task<AddAtDoorAnswer> AddAtDoorAsync(AddAtDoor command, CancellationToken cancellationToken)
    {
        command = command with { Name = PlainText.WithoutHidden(command.Name), Detail = PlainText.WithoutHidden(command.Detail) };
        // Everybody is like somebody without a name.
        if (NewLines.WrongName(command.Name) is { } wrong) return new AddAtDoorAnswer(AddAtDoorStatus.Refused, null, [], wrong);
        var alike = lines.Alike(command.Name, command.Detail);
        // Who came onto the register since, or is like another name than the one that was asked about, was shown to nobody.
        if (alike.Any(row => !command.NoneOf.Contains(row.Line, StringComparer.Ordinal))) return new AddAtDoorAnswer(AddAtDoorStatus.MayBeSame, null, [.. alike.Select(Line)], "");
        var (rows, answer) = NewLines.Prepare(lines, [new NewLine("", command.Name, command.Detail, "") { IsSomebodyElse = !command.NoneOf.IsEmpty }]);
        // Word for word the same as somebody who is there, or asked about in another way: whoever it is has to be looked at.
        if (answer.Same > 0 || answer.Asks) return new AddAtDoorAnswer(AddAtDoorStatus.MayBeSame, null, [.. alike.Select(Line)], "");
        if (rows.Count == 0) return new AddAtDoorAnswer(AddAtDoorStatus.Refused, null, [], answer.Problem);
        var added = rows[0] with { CheckIn = new CheckInMark(command.Door, Hour()), AddedAt = command.Door };
        try
        {
            await WriteAsync(() => AddRowsAsync([added], cancellationToken));
        }
        catch (RegisterUnavailableException)
        {
            return new AddAtDoorAnswer(AddAtDoorStatus.Unavailable, null, [], "");
        }

        lines.Add(added);
        return new AddAtDoorAnswer(AddAtDoorStatus.Added, Line(added), [], "");
    }

    /// <inheritdoc/>
    public async Task<UndoAnswer> UndoAsync(string line, string door, CancellationToken cancellationToken)
    {
        if (lines.ById(line.Trim()) is not { } row) return new UndoAnswer(UndoStatus.Unknown, null);
        if (row.CheckIn is not { } mark) return new UndoAnswer(UndoStatus.NotCheckedIn, Line(row));
        if (mark.Door != door) return new UndoAnswer(UndoStatus.AtAnotherDoor, Line(row));
        var undone = UndoOutcome.NoMark;
        try
        {
            await WriteAsync(async () =>
                undone = await store.UndoMarkAsync(day, row.Line, codes.Named(DoorStep.Of(DoorStepKind.UndoPerson, row.Line, door)), cancellationToken));
        }
        catch (RegisterUnavailableException)
        {
            return new UndoAnswer(UndoStatus.Unavailable, null);
        }

        if (undone == UndoOutcome.NoCodes) return new UndoAnswer(UndoStatus.CodesSpent, Line(row));
        if (undone == UndoOutcome.NoMark)
        {
            // Another activation wrote meanwhile: what is in memory is not what is true.
            DeactivateOnIdle();
            return new UndoAnswer(UndoStatus.Unavailable, null);
        }

        notes = notes with { Undone = notes.Undone + 1 };
        if (row.AddedAt == door)
        {
            lines.TakeOut(row);
            return new UndoAnswer(UndoStatus.TakenOut, Line(row with { CheckIn = null }));
        }

        return new UndoAnswer(UndoStatus.Undone, Line(lines.Undo(row)));
    }

    /// <inheritdoc/>
    public Task NoteArrivalAsync(string door, CancellationToken cancellationToken) => CountAsync(new DoorCount(door, 1), cancellationToken);

    /// <inheritdoc/>
    public Task TakeBackArrivalAsync(string door, CancellationToken cancellationToken) => CountAsync(new DoorCount(door, -1), cancellationToken);

    /// <inheritdoc/>
    public Task<RegisterTotals> GetTotalsAsync(CancellationToken cancellationToken)
    {
        var (doors, backElsewhere) = arrivals.Plus(lines.CheckedIn);
        return Task.FromResult(new RegisterTotals(lines.Total, lines.CheckedIn.Values.Sum(), doors)
        {
            Undone = notes.Undone, Twice = notes.Twice, Alone = notes.Alone, Late = late, BackElsewhere = backElsewhere,
        });
    }

    /// <inheritdoc/>
    public async Task<int> EraseAsync(CancellationToken cancellationToken)
    {
        var erased = 0;
        await WriteAsync(async () => erased = await store.EraseAsync(day, cancellationToken));
        lines.Clear();
        heard.Keep([]);
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
