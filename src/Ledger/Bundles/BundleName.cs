using System.Text.RegularExpressions;

namespace PbDecisionDay.Ledger.Bundles;

/// <summary>
/// Names of a bundle's members: parts of <c>[A-Za-z0-9._-]</c> between single slashes, none beginning or ending with a
/// dot, at most 200 characters. Such a name stays inside the folder it is unpacked in, on every system.
/// </summary>
internal static partial class BundleName
{
    public const int MostCharacters = 200;

    public static bool IsValid(string name) => name.Length <= MostCharacters && Form().IsMatch(name);

    /// <summary>
    /// What is wrong with <paramref name="name"/> after those already in <paramref name="taken"/>, or null. Names that
    /// differ in case alone, and a file with the name of a folder, fall together on some systems. Adds the name.
    /// </summary>
    public static string? Refusal(string name, Dictionary<string, bool> taken)
    {
        if (!IsValid(name))
            return "the name is not made of parts of a-z, A-Z, 0-9, '.', '_' and '-' between single slashes";
        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = name.IndexOf('/', slash + 1))
            if (!taken.TryAdd(name[..slash], true) && !taken[name[..slash]])
                return "a file has the name of a folder";
        return taken.TryAdd(name, false) ? null : "the name comes twice";
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]([A-Za-z0-9._-]*[A-Za-z0-9_-])?(/[A-Za-z0-9_-]([A-Za-z0-9._-]*[A-Za-z0-9_-])?)*\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
