using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Tests.Support;

/// <summary>A register whose disk the test holds in its hand: people and arrivals can be refused.</summary>
public sealed class HeldRegister(IRegisterStore inner) : IRegisterStore
{
    /// <summary>The register itself.</summary>
    public IRegisterStore Inner => inner;

    /// <summary>Makes every write of people and of arrivals fail while it is set, as on a full disk.</summary>
    public bool FailWrites { get; set; }

    public Task AddAsync(string day, IReadOnlyList<RegisterRow> rows, CancellationToken cancellationToken) =>
        Writing(() => inner.AddAsync(day, rows, cancellationToken));

    public Task<IReadOnlyList<RegisterRow>> ReadAsync(string day, CancellationToken cancellationToken) => inner.ReadAsync(day, cancellationToken);

    public Task<MarkOutcome?> MarkAsync(string day, string line, CheckInMark mark, CancellationToken cancellationToken) =>
        inner.MarkAsync(day, line, mark, cancellationToken);

    public Task<string> ReadTimeZoneAsync(string day, CancellationToken cancellationToken) => inner.ReadTimeZoneAsync(day, cancellationToken);

    public Task SetTimeZoneAsync(string day, string timeZone, CancellationToken cancellationToken) =>
        inner.SetTimeZoneAsync(day, timeZone, cancellationToken);

    public Task<IReadOnlyList<DoorCount>> ReadArrivalsAsync(string day, CancellationToken cancellationToken) =>
        inner.ReadArrivalsAsync(day, cancellationToken);

    public Task AddArrivalsAsync(string day, IReadOnlyList<DoorCount> more, CancellationToken cancellationToken) =>
        Writing(() => inner.AddArrivalsAsync(day, more, cancellationToken));

    public Task<bool> UndoMarkAsync(string day, string line, string door, CancellationToken cancellationToken) =>
        inner.UndoMarkAsync(day, line, door, cancellationToken);

    public Task<IReadOnlyList<MarkOutcome?>> SettleMarksAsync(
        string day, IReadOnlyList<string> lines, CheckInMark mark, bool isLate, CancellationToken cancellationToken) =>
        inner.SettleMarksAsync(day, lines, mark, isLate, cancellationToken);

    public Task<bool> SettleArrivalsAsync(string day, string id, DoorCount more, bool isLate, CancellationToken cancellationToken) =>
        inner.SettleArrivalsAsync(day, id, more, isLate, cancellationToken);

    public Task<IReadOnlyList<DoorCount>> ReadLateAsync(string day, CancellationToken cancellationToken) => inner.ReadLateAsync(day, cancellationToken);

    public Task<MarkNotes> ReadMarkNotesAsync(string day, CancellationToken cancellationToken) => inner.ReadMarkNotesAsync(day, cancellationToken);

    public Task<byte[]> GetDoorKeyAsync(string day, string station, CancellationToken cancellationToken) =>
        inner.GetDoorKeyAsync(day, station, cancellationToken);

    public Task<IReadOnlyList<DoorRun>> ReadDoorRunsAsync(string day, CancellationToken cancellationToken) =>
        inner.ReadDoorRunsAsync(day, cancellationToken);

    public Task SaveDoorRunsAsync(string day, IReadOnlyCollection<DoorRun> runs, CancellationToken cancellationToken) =>
        Writing(() => inner.SaveDoorRunsAsync(day, runs, cancellationToken));

    public Task<IReadOnlyList<DoorCodeRow>> ReadDoorCodesAsync(string day, CancellationToken cancellationToken) =>
        inner.ReadDoorCodesAsync(day, cancellationToken);

    public Task SaveDoorCodeAsync(string day, DoorCodeRow code, CancellationToken cancellationToken) =>
        inner.SaveDoorCodeAsync(day, code, cancellationToken);

    public Task<int> EraseAsync(string day, CancellationToken cancellationToken) => inner.EraseAsync(day, cancellationToken);

    private Task Writing(Func<Task> write) => FailWrites ? throw new RegisterUnavailableException("The test made this write fail.") : write();
}
