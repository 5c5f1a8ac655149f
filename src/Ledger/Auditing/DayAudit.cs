using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>The day's course: opening, pauses, totals, close, and what happens beside it.</summary>
internal sealed class DayAudit(AuditFindings findings)
{
    private readonly HashSet<(Digest Key, StationRole Role)> paired = [];
    private readonly HashSet<ErasedThing> erased = [];
    private bool paused;
    private Digest pages;

    public Placed<OpenEntry>? Opening { get; private set; }

    /// <summary>The end of casting; where the day closed without it, null.</summary>
    public Placed<LastEntry>? Last { get; private set; }

    public Placed<CloseEntry>? Close { get; private set; }

    /// <summary>How many lists of the voter's pages were named.</summary>
    public int PageLists { get; private set; }

    /// <summary>Whether casting is over.</summary>
    public bool Ended => Last is not null || Close is not null;

    /// <summary>How often somebody was told that their card had voted.</summary>
    public int UsedCards { get; private set; }

    /// <summary>How often the machine started anew.</summary>
    public int Restarts { get; private set; }

    /// <summary>How often a dispute was written.</summary>
    public int Disputes { get; private set; }

    public CountEntry Totals { get; private set; } = new(0, 0);

    /// <summary>How many people a door that stayed cut off added after the close; null where none did.</summary>
    public int? LateCount { get; private set; }

    /// <summary>When it is that no card may be used, to follow "was used"; null while the day is open.</summary>
    public string? Shut => ShutToChallenges ?? (Last is not null ? "after the end of casting" : paused ? "in a pause" : null);

    /// <summary>When it is that not even a challenge is taken; null from the opening to the close, in a pause too.</summary>
    public string? ShutToChallenges =>
        Opening is null ? "before the opening"
        : Close is not null ? "after the close"
        : null;

    public void Take(long index, OpenEntry entry)
    {
        if (Opening is null)
            (Opening, pages, PageLists) = (Placed<OpenEntry>.At(index, entry), entry.Pages, 1);
        else
            findings.Add(AuditChecks.Opening, index, $"The day opened before, at entry {Opening.Index}.");
    }

    /// <summary>The end of casting, which ends a pause.</summary>
    public void Take(long index, LastEntry entry)
    {
        var problem =
            Opening is null ? "Casting ended before the day opened."
            : Last is not null ? $"Casting ended before, at entry {Last.Index}."
            : Close is not null ? "Casting ended after the close."
            : null;
        if (problem is null)
            Last = Placed<LastEntry>.At(index, entry);
        else
            findings.Add(AuditChecks.Closing, index, problem);
    }

    /// <summary>Whether this is the day's close. One that no end of casting came before stands, with a finding.</summary>
    public bool Take(long index, CloseEntry entry)
    {
        if (Opening is null)
            findings.Add(AuditChecks.Closing, index, "The day closed before it opened.");
        else if (Close is not null)
            findings.Add(AuditChecks.Closing, index, $"The day closed before, at entry {Close.Index}.");
        else
        {
            Close = Placed<CloseEntry>.At(index, entry);
            if (Last is null)
                findings.Add(AuditChecks.Closing, index, "The day closed before casting had ended.");
            return true;
        }
        return false;
    }

    public void Take(long index, IncidentEntry entry)
    {
        if (entry.Code == IncidentCode.UsedCard)
            UsedCards++;
        if (entry.Code == IncidentCode.Restart)
            Restarts++;
        if (entry.Code == IncidentCode.Dispute)
            Disputes++;
        if (entry.Code is not (IncidentCode.Pause or IncidentCode.Resume))
            return;
        var pause = entry.Code == IncidentCode.Pause;
        if (Opening is null || Ended)
            findings.Add(AuditChecks.Pauses, index, $"The day was {(pause ? "paused" : "resumed")} when it was not open.");
        else if (paused == pause)
            findings.Add(AuditChecks.Pauses, index, pause ? "The day was paused in a pause." : "The day was resumed without a pause.");
        else
            paused = pause;
    }

    public void Take(long index, PagesEntry entry)
    {
        if (ShutToChallenges is { } when)
            findings.Add(AuditChecks.Pages, index, $"The voter's pages changed {when}.");
        else if (entry.Pages == pages)
            findings.Add(AuditChecks.Pages, index, "The voter's pages are those that were named before.");
        else
            (pages, PageLists) = (entry.Pages, PageLists + 1);
    }

    /// <param name="mayBeLate">Whether a door that stayed cut off may still give its total after the close.</param>
    public void Take(long index, CountEntry entry, bool mayBeLate)
    {
        if (Close is not null)
            TakeLate(index, entry, mayBeLate && LateCount is null);
        else if (entry.CheckedIn < Totals.CheckedIn || entry.Issued < Totals.Issued)
            findings.Add(AuditChecks.Totals, index, $"The totals fell from {Totals.CheckedIn} checked in and {Totals.Issued} issued to {entry.CheckedIn} and {entry.Issued}.");
        else
            Totals = entry;
    }

    // Its cards were made usable before it was cut off, so that people alone are added.
    private void TakeLate(long index, CountEntry entry, bool allowed)
    {
        var problem =
            !allowed ? "The totals were changed after the close."
            : entry.Issued != Totals.Issued ? "The number of usable cards was changed after the close."
            : entry.CheckedIn < Totals.CheckedIn ? $"The totals fell from {Totals.CheckedIn} checked in to {entry.CheckedIn} after the close."
            : null;
        if (problem is not null)
            findings.Add(AuditChecks.Totals, index, problem);
        else
            (LateCount, Totals) = (entry.CheckedIn - Totals.CheckedIn, entry);
    }

    public void Take(long index, StationEntry entry)
    {
        var station = (entry.Key, entry.Role);
        if (entry.Change == StationChange.Paired ? !paired.Add(station) : !paired.Remove(station))
            findings.Add(AuditChecks.Stations, index, entry.Change == StationChange.Paired ? "The station was paired already." : "The station was revoked and had not been paired.");
    }

    public void Take(long index, ErasureEntry entry)
    {
        if (!erased.Add(entry.What))
            findings.Add(AuditChecks.Erasures, index, "The same was destroyed before.");
    }
}
