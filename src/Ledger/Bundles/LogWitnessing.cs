namespace PbDecisionDay.Ledger.Bundles;

/// <summary>Whether anyone outside was named to countersign a log, as its bundle says it.</summary>
public enum LogWitnessing
{
    /// <summary>A rehearsal, or a log that has not opened.</summary>
    Unsaid,

    /// <summary>Two people opened the day without.</summary>
    Nobody,

    /// <summary>The frozen rules name them.</summary>
    Named,
}
