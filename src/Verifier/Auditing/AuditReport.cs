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

    /// <summary>The logs of the day that are left out of the count, in log order.</summary>
    public ImmutableArray<LeftOutLog> LeftOut { get; init; } = [];

    /// <summary>How often the log says that a slip, or the dice, are not what stands in it. Whoever declares says so; no check fails for it.</summary>
    public int Disputes { get; init; }

    /// <summary>Every check, in the order of docs/formats/verify.md.</summary>
    public required ImmutableArray<CheckResult> Checks { get; init; }

    /// <summary>Whether every check that is due holds, and no log is left out that was not asked for with <c>--without</c>.</summary>
    public bool Holds => Checks.All(check => check.Verdict is not (Verdict.Fails or Verdict.Unknown)) && LeftOut.All(log => log.Accepted);
}

/// <summary>A log of the day that is left out of the count.</summary>
/// <param name="Log">Its name.</param>
/// <param name="Reason"><c>lost</c>, <c>damaged</c> or <c>refused</c>.</param>
/// <param name="Cards">How many cards vote there.</param>
/// <param name="Accepted">Whether whoever asks accepts that, with <c>--without</c>.</param>
internal sealed record LeftOutLog(string Log, string Reason, int Cards, bool Accepted);
