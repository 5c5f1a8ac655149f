using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// How often passwords were guessed, of the whole process: an organisation that is put to sleep and woken again, whyever, forgives no guess. A restart does.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class GuessCounts(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (StrangersTurns, PasswordTries)> counts = new(StringComparer.Ordinal);

    /// <summary>The counts of an organisation.</summary>
    internal (StrangersTurns Turns, PasswordTries Tries) Of(string organisation) =>
        counts.GetOrAdd(organisation, _ => (new StrangersTurns(time, RandomNumberGenerator.GetInt32), new PasswordTries(time)));
}
