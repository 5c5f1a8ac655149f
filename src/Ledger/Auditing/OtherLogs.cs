using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>The other logs of a day as its main log has them: announced, and after the close joined or missing.</summary>
internal sealed class OtherLogs(AuditFindings findings)
{
    private readonly HashSet<string> announced = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (LogAudit Audit, MerkleTree Tree)> given = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LogAudit> joined = new(StringComparer.Ordinal);
    private readonly List<MissingEntry> missing = [];

    /// <summary>Those that are counted, by name.</summary>
    public IReadOnlyCollection<LogAudit> Joined => joined.Values;

    public IReadOnlyList<MissingEntry> Missing => missing;

    /// <summary>What the missing logs' surrendered cards allow: paper ballots.</summary>
    public int SurrenderedOfMissing => missing.Sum(one => one.Surrendered);

    public IEnumerable<CountedSeal> Counted => joined.Values.SelectMany(log => log.CountedSeals());

    public bool IsAnnounced(string log) => announced.Contains(log);

    /// <summary>Gives a log that is read already, to be joined.</summary>
    public void Give(string log, LogAudit audit, MerkleTree tree) => given[log] = (audit, tree);

    public void Take(long index, AnnounceEntry entry, bool closed)
    {
        if (closed)
            findings.Add(AuditChecks.Logs, index, $"The log {entry.Name} was announced after the close.");
        else if (!announced.Add(entry.Name))
            findings.Add(AuditChecks.Logs, index, $"The log {entry.Name} was announced before.");
    }

    /// <param name="ended">What has ended the time of joining, to follow "after"; null before that.</param>
    public void Take(long index, JoinEntry entry, bool closed, string? ended)
    {
        if (!MaySettle(index, entry.Log, closed, ended, "joined"))
            return;
        if (!given.TryGetValue(entry.Log, out var log))
            findings.Add(AuditChecks.Joins, index, $"The log {entry.Log} was joined, and its files are missing.");
        else if (log.Audit.Close?.Index != entry.Size - 1 || log.Tree.Count != entry.Size)
            findings.Add(AuditChecks.Joins, index, $"The log {entry.Log} has {log.Tree.Count} entries and does not end with its close at {entry.Size}, as was joined.");
        else if (log.Tree.Root() != entry.Root)
            findings.Add(AuditChecks.Joins, index, $"The log {entry.Log} has another root than the one that was joined.");
        else
            joined.Add(entry.Log, log.Audit);
    }

    /// <param name="printed">How many cards the batches of the log have.</param>
    public void Take(long index, MissingEntry entry, bool closed, string? ended, int printed)
    {
        if (!MaySettle(index, entry.Log, closed, ended, "left out"))
            return;
        if (entry.Surrendered > printed)
            findings.Add(AuditChecks.Logs, index, $"The log {entry.Log} was left out with {entry.Surrendered} surrendered cards, and has {printed}.");
        missing.Add(entry);
    }

    /// <summary>Nothing is counted before every log is joined or missing.</summary>
    public void CheckSettled(long index)
    {
        foreach (var log in announced.Order(StringComparer.Ordinal).Where(log => !IsSettled(log)))
            findings.Add(AuditChecks.Joins, index, $"The log {log} is neither joined nor missing.");
    }

    private bool IsSettled(string log) => joined.ContainsKey(log) || missing.Exists(one => one.Log == log);

    private bool MaySettle(long index, string log, bool closed, string? ended, string what)
    {
        var problem =
            !announced.Contains(log) ? $"The log {log} was {what}, and nobody announced it."
            : !closed ? $"The log {log} was {what} before the close."
            : ended is not null ? $"The log {log} was {what} after the {ended}."
            : IsSettled(log) ? $"The log {log} was joined or left out before."
            : null;
        if (problem is not null)
            findings.Add(AuditChecks.Joins, index, problem);
        return problem is null;
    }
}
