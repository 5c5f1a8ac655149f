using System.Buffers;

namespace PbDecisionDay.Grains.Texts;

/// <summary>Ids of days, pots, venues and batches: lower-case ASCII letters, digits and hyphens, the first no hyphen.</summary>
internal static class DayId
{
    /// <summary>The longest id of a day, in characters.</summary>
    public const int MostCharacters = 40;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether this may name a day.</summary>
    public static bool IsValid(string id) => IsSlug(id, MostCharacters);

    /// <summary>Whether this is 1 to <paramref name="most"/> of the characters.</summary>
    public static bool IsSlug(string id, int most) =>
        id.Length > 0 && id.Length <= most && id[0] != '-' && !id.AsSpan().ContainsAnyExcept(Allowed);
}
