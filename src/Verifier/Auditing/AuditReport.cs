using System.Collections.Immutable;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>What an audit came to.</summary>
internal sealed record AuditReport
{
    /// <summary>The file's SHA-256.</summary>
    public required Digest PublicHash { get; init; }

    /// <summary>The auditor's file's SHA-256; null where none was given.</summary>
    public Digest? AuditorHash { get; init; }

    /// <summary>The day's name, as its paper has it; null where that could not be read.</summary>
    public string? Day { get; init; }

    /// <summary>The last checkpoint, which is signed by the log's key; null where there is none.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>That checkpoint's note.</summary>
    public string? Note { get; init; }

    /// <summary>The log's key; null where it could not be read.</summary>
    public LogPublicKey? Key { get; init; }

    /// <summary>Whether the key was given by whoever asked, rather than taken from the file.</summary>
    public bool KeyGiven { get; init; }

    /// <summary>Whether a day that is not finished was asked for.</summary>
    public bool SoFar { get; init; }

    /// <summary>Every check, in the order of docs/formats/verify.md.</summary>
    public required ImmutableArray<CheckResult> Checks { get; init; }

    /// <summary>Whether every check that is due holds.</summary>
    public bool Holds => Checks.All(check => check.Verdict is not (Verdict.Fails or Verdict.Unknown));
}
