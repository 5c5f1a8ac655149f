using Orleans;

namespace PbDecisionDay.Contracts.Failures;

/// <summary>The register's database cannot be written or read; the message is one plain sentence for the person who runs the service.</summary>
[GenerateSerializer, Alias("pbdd.RegisterUnavailableException")]
public sealed class RegisterUnavailableException(string message, Exception? innerException = null)
    : OutcomeUnknownException(message, innerException);
