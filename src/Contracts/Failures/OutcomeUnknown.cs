using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace PbDecisionDay.Contracts.Failures;

/// <summary>Which exceptions say "ask again" and not "there is a bug".</summary>
public static class OutcomeUnknown
{
    /// <summary>Whether storage, time or another machine failed a call, so that its outcome is unknown.</summary>
    public static bool IsCause(Exception? reason) =>
        reason is OutcomeUnknownException or TimeoutException or SiloUnavailableException or OrleansMessageRejectionException
            or ConnectionFailedException or GatewayTooBusyException;

    /// <summary>Whether a neighbour could not answer: for want of an outcome, of its key, or of a sound history. Callers are told to ask again.</summary>
    public static bool IsOutage(Exception? reason) => IsCause(reason) || reason is KeyUnavailableException or LogRefusedException;
}
