using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// The codes by which whoever runs the machine confirms the first two organisers: one an organiser, good for ten minutes. In memory only, so that
/// nobody who reads a database finds one; a restart ends them, and another is asked for.
/// </summary>
internal sealed class MachineCodes(TimeProvider time)
{
    private const int Symbols = 12; // 60 bits for ten minutes, and short enough to be read out.
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, (byte[] Hash, DateTimeOffset Until)> waiting = new(StringComparer.Ordinal);

    /// <summary>Makes an organiser's code, in place of the one before.</summary>
    /// <returns>12 characters of Crockford base32.</returns>
    public string Make(string organiser)
    {
        var code = SecretCode.New(Symbols);
        waiting[organiser] = (SecretCode.Hash(code), time.GetUtcNow() + Lasts);
        return code;
    }

    /// <summary>Whether this is the organiser's code and still good.</summary>
    public bool Matches(string organiser, string code) =>
        waiting.TryGetValue(organiser, out var known) && time.GetUtcNow() < known.Until && SecretCode.Matches(code, known.Hash);
}
