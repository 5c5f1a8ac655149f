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

    public Task<UndoOutcome> UndoMarkAsync(string day, string line, DoorStep step, CancellationToken cancellationToken) =>
        inner.UndoMarkAsync(day, line, step, cancellationToken);

    public Task<IReadOnlyList<SettledOutcome?>> SettleMarksAsync(
        string day, IReadOnlyList<AloneMark> marked, CheckInMark mark, bool isLate, CancellationToken cancellationToken) =>
        inner.SettleMarksAsync(day, marked, mark, isLate, cancellationToken);

    public Task<bool?> SettleCardsAsync(string day, AloneCards cards, bool isLate, CancellationToken cancellationToken) =>
        inner.SettleCardsAsync(day, cards, isLate, cancellationToken);

    public Task<bool> TakeBackOnceAsync(string day, string id, string door, CancellationToken cancellationToken) =>
        inner.TakeBackOnceAsync(day, id, door, cancellationToken);

    public Task ReplacePassesAsync(string day, IReadOnlyList<RegisterRow> rows, CancellationToken cancellationToken) =>
        Writing(() => inner.ReplacePassesAsync(day, rows, cancellationToken));

    public Task<IReadOnlyList<DoorCount>> ReadLateAsync(string day, CancellationToken cancellationToken) => inner.ReadLateAsync(day, cancellationToken);

    public Task<MarkNotes> ReadMarkNotesAsync(string day, CancellationToken cancellationToken) => inner.ReadMarkNotesAsync(day, cancellationToken);

    public Task<byte[]> GetDoorKeyAsync(string day, string station, CancellationToken cancellationToken) =>
        inner.GetDoorKeyAsync(day, station, cancellationToken);

    public Task<IReadOnlyList<DoorRun>> ReadDoorRunsAsync(string day, CancellationToken cancellationToken) =>
        inner.ReadDoorRunsAsync(day, cancellationToken);

    public Task SaveDoorRunsAsync(string day, IReadOnlyCollection<DoorRun> runs, CancellationToken cancellationToken) =>
        Writing(() => inner.SaveDoorRunsAsync(day, runs, cancellationToken));

    public Task<OwnDoorCodes> ReadDoorCodesAsync(string day, string organiser, CancellationToken cancellationToken) =>
        inner.ReadDoorCodesAsync(day, organiser, cancellationToken);

    public Task SaveDoorCodesAsync(string day, string organiser, IReadOnlyList<byte[]> hashes, CancellationToken cancellationToken) =>
        inner.SaveDoorCodesAsync(day, organiser, hashes, cancellationToken);

    public Task<TwoDoorCodes> SpendDoorCodesAsync(string day, byte[] first, byte[] second, DoorStep step, CancellationToken cancellationToken) =>
        inner.SpendDoorCodesAsync(day, first, second, step, cancellationToken);

    public Task<int> EraseAsync(string day, CancellationToken cancellationToken) => inner.EraseAsync(day, cancellationToken);

    private Task Writing(Func<Task> write) => FailWrites ? throw new RegisterUnavailableException("The test made this write fail.") : write();
}
