using System.Collections.Immutable;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>
/// Which doors keep a part of the register, and which of them have not been heard from: those may be letting people in without a network. A door works
/// alone only after <see cref="AloneAfter"/> without an answer, which is longer than <see cref="SilentAfter"/>. What a door keeps is written down; when it
/// was heard is not, so that after a new start each is silent until it has an answer of this start. Source: docs/adr/0068.
/// </summary>
internal sealed class HeardDoors(TimeProvider time)
{
    /// <summary>After so long another door no longer lets in whom a silent one keeps.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(15);

    /// <summary>After so long without an answer a door lets in whom it keeps: <c>aloneAfter</c> in <c>door/alone.ts</c>.</summary>
    public static readonly TimeSpan AloneAfter = TimeSpan.FromSeconds(20);

    private const int MostSent = 64;

    /// <summary>When each door was sent the last answer that it is known to have, by a clock that nobody sets.</summary>
    private readonly Dictionary<string, long> heard = new(StringComparer.Ordinal);

    /// <summary>
    /// What each door was sent as the time of an answer, and when that was by the clock that nobody sets. The door only says it again: no other time counts,
    /// so that a service whose clock is set, or a door that makes one up, changes nothing.
    /// </summary>
    private readonly Dictionary<string, SortedList<long, long>> sent = new(StringComparer.Ordinal);

    /// <summary>What the doors may have on their devices.</summary>
    public ImmutableArray<DoorRun> Runs { get; private set; } = [];

    /// <summary>Takes over what is written.</summary>
    public void Keep(ImmutableArray<DoorRun> written) => Runs = written;

    /// <summary>
    /// What doors may have once this door is answered: the run that it is sent, and the one before until it says that it has the new one. Doors that are
    /// not of the day any more keep nothing.
    /// </summary>
    /// <param name="door">The door.</param>
    /// <param name="run">What it is sent; <c>null</c> where that is no name.</param>
    /// <param name="has">Whether it has this already.</param>
    /// <param name="doors">The doors of the day.</param>
    public ImmutableArray<DoorRun> After(string door, DoorRun? run, bool has, IReadOnlyCollection<string> doors) =>
    [
        .. Runs.Where(known => doors.Contains(known.Door) && known != run && (known.Door != door || !has)),
        .. run is null ? (DoorRun[])[] : [run],
    ];

    /// <summary>What doors have once this one keeps nothing until it asks again.</summary>
    public ImmutableArray<DoorRun> Without(string door) => Runs.RemoveAll(run => run.Door == door);

    /// <summary>
    /// Notes which answer a door had when it asked. That it asks does not show that it is answered: of one whose answers are lost nothing is heard.
    /// </summary>
    /// <param name="door">The door.</param>
    /// <param name="answered">When it was sent the last answer that it has; <c>null</c> where it had none yet.</param>
    /// <param name="isNew">Whether it kept nothing before, so that it works alone only with this answer.</param>
    /// <returns>When this answer is sent, by the clock that can be set: what the door says of it again.</returns>
    public DateTimeOffset Hear(string door, DateTimeOffset? answered, bool isNew)
    {
        var now = time.GetTimestamp();
        if (!sent.TryGetValue(door, out var answers)) sent[door] = answers = [];
        if (answered is { } at && answers.TryGetValue(at.ToUnixTimeMilliseconds(), out var then)) Note(then);
        else if (answered is null && isNew) Note(now);

        var told = time.GetUtcNow().ToUnixTimeMilliseconds();
        // Each is told another time, also while the clock stands or is set back.
        while (answers.ContainsKey(told)) told++;
        answers.Add(told, now);
        if (answers.Count > MostSent) answers.RemoveAt(answers.IndexOfValue(answers.Values.Min()));
        return DateTimeOffset.FromUnixTimeMilliseconds(told);

        void Note(long last)
        {
            if (!heard.TryGetValue(door, out var before) || before < last) heard[door] = last;
        }
    }

    /// <summary>A door other than the one that asks that may be letting this person in alone; empty if none.</summary>
    public string SilentKeeperOf(string folded, string asking) =>
        Runs.FirstOrDefault(run => run.Door != asking && run.Holds(folded) && IsSilent(run.Door))?.Door ?? "";

    private bool IsSilent(string door) => !heard.TryGetValue(door, out var last) || time.GetElapsedTime(last) >= SilentAfter;
}
