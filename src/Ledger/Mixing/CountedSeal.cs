namespace PbDecisionDay.Ledger.Mixing;

/// <summary>A ballot that counts, as the log has it.</summary>
/// <param name="Index">The index of its <c>cast</c> or <c>paper</c> entry.</param>
/// <param name="Seal">The seal in that entry.</param>
/// <param name="Log">The log that the entry stands in: <c>main</c>, or the name of one that was joined.</param>
public readonly record struct CountedSeal(long Index, Digest Seal, string Log = LogNames.Main)
{
    /// <summary>"entry 12", and of another log "entry 12 of the log care-home".</summary>
    public override string ToString() => LogNames.Entry(Log, Index);
}
