namespace PbDecisionDay.Verifier.Auditing;

/// <summary>What a check came to; in JSON the words of docs/formats/verify.md.</summary>
internal enum Verdict
{
    /// <summary>It holds.</summary>
    Holds,

    /// <summary>It does not hold.</summary>
    Fails,

    /// <summary>There is nothing to check yet, or ever: the day has not come so far, or went another way.</summary>
    NotDue,

    /// <summary>Nothing was given to check against.</summary>
    NotAsked,

    /// <summary>It cannot be told, since another check fails.</summary>
    Unknown,
}
