using Orleans;

namespace PbDecisionDay.Contracts.Failures;

/// <summary>Another activation wrote to the stream first. The grain that meets this deactivates and reads anew.</summary>
[GenerateSerializer, Alias("pbdd.VersionConflictException")]
public sealed class VersionConflictException(string stream, long expectedVersion)
    : OutcomeUnknownException($"Stream '{stream}' no longer holds {expectedVersion} events.")
{
    /// <summary>The stream that was written to.</summary>
    [Id(0)]
    public string Stream { get; init; } = stream;

    /// <summary>How many events the writer believed it to hold.</summary>
    [Id(1)]
    public long ExpectedVersion { get; init; } = expectedVersion;
}
