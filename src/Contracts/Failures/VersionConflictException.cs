namespace PbDecisionDay.Contracts.Failures;

/// <summary>Another activation wrote to the stream first. The grain that meets this deactivates and reads anew.</summary>
public sealed class VersionConflictException(string stream, long expectedVersion)
    : Exception($"Stream '{stream}' no longer holds {expectedVersion} events.")
{
    /// <summary>The stream that was written to.</summary>
    public string Stream { get; } = stream;

    /// <summary>How many events the writer believed it to hold.</summary>
    public long ExpectedVersion { get; } = expectedVersion;
}
