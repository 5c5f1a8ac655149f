namespace PbDecisionDay.Ledger.Entries;

/// <summary>Why bytes are not an entry.</summary>
/// <param name="Line">The line at fault, from 1.</param>
/// <param name="Reason">What is wrong with it and what should stand there, in one sentence.</param>
public sealed record EntryProblem(int Line, string Reason)
{
    /// <summary>"line 3: …".</summary>
    public override string ToString() => $"line {Line}: {Reason}";
}
