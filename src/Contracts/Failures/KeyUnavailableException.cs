using Orleans;

namespace PbDecisionDay.Contracts.Failures;

/// <summary>A key is missing or cannot be read or written; the message is one plain sentence for the person who runs the service.</summary>
[GenerateSerializer, Alias("pbdd.KeyUnavailableException")]
public sealed class KeyUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
