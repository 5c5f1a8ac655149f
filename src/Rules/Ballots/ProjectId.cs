using System.Buffers;

namespace PbDecisionDay.Rules.Ballots;

/// <summary>
/// Project ids: parts of <c>A-Z a-z 0-9 . _ -</c>, each first a letter or digit, with one <c>/</c> between, one to 64 characters
/// in all (docs/formats/ballots.md). Also used for pots and groups.
/// </summary>
public static class ProjectId
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-");

    /// <summary>Whether <paramref name="id"/> may name a project.</summary>
    public static bool IsValid(ReadOnlySpan<char> id) =>
        id.Length is > 0 and <= MaxLength && !id.ContainsAnyExcept(Allowed) && HasParts(id);

    private static bool HasParts(ReadOnlySpan<char> id)
    {
        foreach (Range part in id.Split('/'))
            if (id[part].IsEmpty || !char.IsAsciiLetterOrDigit(id[part][0]))
                return false;
        return true;
    }
}
