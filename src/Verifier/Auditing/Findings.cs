using PbDecisionDay.Ledger;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Gathers what the checks find. The last word on a check is that it fails; otherwise what was said last.</summary>
internal sealed class Findings
{
    /// <summary>Findings of one check that are kept; the rest are counted.</summary>
    public const int MostKept = 20;

    private readonly Dictionary<string, (Verdict Verdict, string Says)> _said = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Finding>> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _count = new(StringComparer.Ordinal);

    /// <summary>Whether anything was found wrong.</summary>
    public bool Any => _found.Count > 0;

    /// <summary>Whether a check fails.</summary>
    public bool Fails(string check) => _found.ContainsKey(check);

    /// <summary>It holds, unless it was found to fail.</summary>
    public void Hold(string check, string says) => _said[check] = (Verdict.Holds, says);

    /// <summary>There is nothing to check.</summary>
    public void NotDue(string check, string why) => _said[check] = (Verdict.NotDue, why);

    /// <summary>Nothing was given to check against.</summary>
    public void NotAsked(string check, string why) => _said[check] = (Verdict.NotAsked, why);

    /// <summary>It does not hold.</summary>
    /// <param name="log">The log that the entry stands in.</param>
    public void Fail(string check, string reason, long? entry = null, string log = LogNames.Main)
    {
        if (!_found.TryGetValue(check, out List<Finding>? found))
            _found.Add(check, found = []);
        if (found.Count < MostKept)
            found.Add(new(entry, reason, log));
        _count[check] = _count.GetValueOrDefault(check) + 1;
    }

    /// <summary>The results of all checks, in their order; a check that nothing was said about is unknown.</summary>
    public IEnumerable<CheckResult> Results(IEnumerable<AuditCheck> checks) => checks.Select((check, at) =>
        _found.TryGetValue(check.Name, out List<Finding>? found) ? new CheckResult(at + 1, check.Name, check.Title, Verdict.Fails, "", [.. found], _count[check.Name])
        : _said.TryGetValue(check.Name, out var said) ? new(at + 1, check.Name, check.Title, said.Verdict, said.Says, [], 0)
        : new(at + 1, check.Name, check.Title, Verdict.Unknown, "cannot be told, since another check fails", [], 0));
}
