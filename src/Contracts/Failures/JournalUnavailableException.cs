using Orleans;

namespace PbDecisionDay.Contracts.Failures;

/// <summary>
/// The journal cannot be written or read; the message is one plain sentence for the person who runs the service.
/// After a failed append the outcome is unknown: nothing is acknowledged, and the caller asks again.
/// </summary>
[GenerateSerializer, Alias("pbdd.JournalUnavailableException")]
public sealed class JournalUnavailableException(string message, Exception? innerException = null)
    : OutcomeUnknownException(message, innerException);
