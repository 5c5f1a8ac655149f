using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// The codes by which whoever runs the machine vouches for an organiser: one for each thing to vouch for, good for ten minutes. In memory only, so that
/// nobody who reads a database finds one; a restart ends them, and another is asked for.
/// </summary>
internal sealed class MachineCodes(TimeProvider time)
{
    private const int Symbols = 12; // 60 bits for ten minutes, and short enough to be read out.
    /// <summary>How long a code is good.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, (byte[] Hash, DateTimeOffset Until)> waiting = new(StringComparer.Ordinal);

    /// <summary>Makes the code for an organiser or a step, in place of the one before.</summary>
    /// <returns>12 characters of Crockford base32.</returns>
    public string Make(string what)
    {
        var code = SecretCode.New(Symbols);
        waiting[what] = (SecretCode.Hash(code), time.GetUtcNow() + Lasts);
        return code;
    }

    /// <summary>Whether this is that code and still good.</summary>
    public bool Matches(string what, string code) =>
        waiting.TryGetValue(what, out var known) && time.GetUtcNow() < known.Until && SecretCode.Matches(code, known.Hash);
}
