using System.Collections.Immutable;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rehearsal.Playing;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>What this program did and saw, against which the log is held.</summary>
internal sealed record Played
{
    /// <summary>The log's name.</summary>
    public required string Origin { get; init; }

    /// <summary>The log's key, from the published day.</summary>
    public required LogPublicKey Key { get; init; }

    /// <summary>SHA-256 of the rules as published.</summary>
    public required Digest Rules { get; init; }

    /// <summary>SHA-256 of the paper as published.</summary>
    public required Digest Paper { get; init; }

    /// <summary>SHA-256 of the result as declared.</summary>
    public required Digest Result { get; init; }

    /// <summary>The batches by name.</summary>
    public required ImmutableSortedDictionary<string, Manifest> Batches { get; init; }

    /// <summary>The cards that were handed out, those that were lost or taken in included.</summary>
    public required Manifest Issued { get; init; }

    /// <summary>The cards that were lost and ended.</summary>
    public required IReadOnlySet<Digest> Lost { get; init; }

    /// <summary>The cards that a door took in after a challenge that left them no vote.</summary>
    public IReadOnlySet<Digest> TakenIn { get; init; } = ImmutableHashSet<Digest>.Empty;

    /// <summary>What was changed of the paper, or null where nothing was.</summary>
    public PlannedChanges? Changes { get; init; }

    /// <summary>Every cast with a receipt.</summary>
    public required IReadOnlyCollection<CastMade> Casts { get; init; }

    /// <summary>The cards that were handed in for paper, each with its receipt.</summary>
    public required IReadOnlyDictionary<Digest, Receipt> HandedIn { get; init; }

    /// <summary>Every checkpoint that a screen showed.</summary>
    public required IReadOnlyList<string> ShownCheckpoints { get; init; }
}
