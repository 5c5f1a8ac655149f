using Orleans;

namespace PbDecisionDay.Contracts.Failures;

/// <summary>
/// A box will not go on with the history it finds: it is damaged, or shorter or other than what it has signed. The message says what to do
/// to the person who runs the service; to everyone else the box is not available.
/// </summary>
[GenerateSerializer, Alias("pbdd.LogRefusedException")]
public sealed class LogRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
