using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.SelfCheck;

/// <summary>What a self-check came to.</summary>
[GenerateSerializer, Alias("pbdd.SelfCheckState")]
public enum SelfCheckState
{
    /// <summary>There was nothing to check yet.</summary>
    NotYet,

    /// <summary>Every promise holds.</summary>
    Fine,

    /// <summary>A promise does not hold.</summary>
    Wrong,

    /// <summary>Something that is needed for checking did not answer; nothing is known to be wrong.</summary>
    CouldNotCheck,
}

/// <summary>What a self-check found. Nothing in it is secret or ties a person to a ballot: it speaks of the public log alone.</summary>
/// <param name="State">What it came to.</param>
/// <param name="LogSize">How many entries of the log have been checked.</param>
/// <param name="CheckedAt">When the check ended.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Findings">What is wrong, the first 20 findings in log order of finding; empty unless <see cref="SelfCheckState.Wrong"/>.</param>
/// <param name="Obstacle">Why it could not check, in a sentence that says what to do; otherwise empty.</param>
/// <param name="KeysByDefaultFile">Nobody named what unlocks the keys: enough for a demo and no more.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SelfCheckReport")]
public sealed record SelfCheckReport(
    [property: Id(0)] SelfCheckState State,
    [property: Id(1)] long LogSize,
    [property: Id(2)] DateTimeOffset CheckedAt,
    [property: Id(3)] TimeSpan Took,
    [property: Id(4)] ImmutableArray<SelfCheckFinding> Findings,
    [property: Id(5)] string Obstacle,
    [property: Id(6)] bool KeysByDefaultFile)
{
    /// <summary>The service has destroyed its copy of the openings key, as it should: that sealed and counted ballots agree (I5) cannot be checked here any more.</summary>
    [Id(7)]
    public bool OpeningsDestroyed { get; init; }
}

/// <summary>A promise that does not hold.</summary>
/// <param name="Promise">Which one: <c>I1</c> to <c>I8</c>, each in the sentence of its check.</param>
/// <param name="Check">The check's stable name, for example <c>receipts</c> or one of the ledger's <c>AuditChecks</c>.</param>
/// <param name="Entry">The index of the entry at fault; -1 where it is no single one.</param>
/// <param name="Sentence">What is wrong, in one plain sentence.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SelfCheckFinding")]
public sealed record SelfCheckFinding(
    [property: Id(0)] string Promise,
    [property: Id(1)] string Check,
    [property: Id(2)] long Entry,
    [property: Id(3)] string Sentence);
