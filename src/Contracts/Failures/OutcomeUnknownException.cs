using Orleans;

namespace PbDecisionDay.Contracts.Failures;

/// <summary>
/// A call ended without its outcome being known: what was asked may or may not have been done. Nothing was acknowledged, and the caller
/// asks again. See <see cref="OutcomeUnknown"/> for the same of the engine's own exceptions.
/// </summary>
[GenerateSerializer, Alias("pbdd.OutcomeUnknownException")]
public abstract class OutcomeUnknownException(string message, Exception? innerException = null) : Exception(message, innerException);
