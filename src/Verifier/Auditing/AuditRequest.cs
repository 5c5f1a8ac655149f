using PbDecisionDay.Ledger.Keys;


namespace PbDecisionDay.Verifier.Auditing;

/// <summary>What is to be verified, and against what.</summary>
internal sealed record AuditRequest
{
    /// <summary>The public file, from its start; it must be seekable, and stays open.</summary>
    public required Stream Public { get; init; }

    /// <summary>The auditor's file, or null.</summary>
    public Stream? Auditor { get; init; }

    /// <summary>What people kept: each file's name and text.</summary>
    public IReadOnlyList<(string Name, string Text)> Seen { get; init; } = [];

    /// <summary>The names and keys of witnesses that are asked for.</summary>
    public IReadOnlyList<(string Name, LogPublicKey Key)> Witnesses { get; init; } = [];

    /// <summary>The names of logs that may be left out of the count.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Whether a day that is not finished may pass. The default value is false.</summary>
    public bool SoFar { get; init; }

    /// <summary>The log's name and key, where whoever asks has them from elsewhere.</summary>
    public (string Name, LogPublicKey Key)? Key { get; init; }

    /// <summary>Told what is being done, for long work; null for silence.</summary>
    public Action<string>? Doing { get; init; }
}
