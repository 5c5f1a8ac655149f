using System.Diagnostics.CodeAnalysis;

namespace PbDecisionDay.Ledger.Bundles;

/// <summary>
/// A list of the voter's pages, <c>pages/N.txt</c>: a line for each file that the site serves to voters, its SHA-256 in hex, two spaces and its path
/// without the first slash, in ordinal order of the paths, as <c>sha256sum</c> prints them. Grammar: docs/formats/pages.md.
/// </summary>
public static class PageList
{
    private const int HashLength = 64;

    /// <summary>The list's text.</summary>
    /// <param name="files">Each file's path without its first slash, and its content as it is served, not packed.</param>
    /// <exception cref="ArgumentException">A path is empty, has a line end, or comes twice.</exception>
    public static string Print(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        var lines = files.OrderBy(file => file.Key, StringComparer.Ordinal)
            .Select(file => $"{Convert.ToHexStringLower(Digest.Sha256(file.Value).ToBytes())}  {file.Key}\n");
        var text = string.Concat(lines);
        return TryParse(text, out _, out var problem) ? text : throw new ArgumentException($"Not a list of pages: {problem}.", nameof(files));
    }

    /// <summary>Whether a text is a list.</summary>
    public static bool TryParse(string text, out string? problem) => TryParse(text, out _, out problem);

    /// <summary>Reads a list.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="pages">Each path and its hash in hex, in the file's order.</param>
    /// <param name="problem">The line at fault and why, or null.</param>
    public static bool TryParse(string text, out IReadOnlyList<KeyValuePair<string, string>> pages, [NotNullWhen(false)] out string? problem)
    {
        var read = new List<KeyValuePair<string, string>>();
        (pages, problem) = (read, null);
        if (text.Length > 0 && text[^1] != '\n')
            problem = "the last line has no line feed at its end";
        foreach (var line in text.Length == 0 ? [] : text[..^1].Split('\n'))
        {
            var path = line.Length > HashLength + 2 ? line[(HashLength + 2)..] : "";
            if (path.Length == 0 || path[0] == '/' || path.Any(char.IsControl) || line[HashLength..(HashLength + 2)] != "  "
                || line.AsSpan(0, HashLength).ContainsAnyExcept("0123456789abcdef"))
                problem ??= $"line {read.Count + 1} is not a hash in hex, two spaces and a path without its first slash";
            else if (read.Count > 0 && string.CompareOrdinal(read[^1].Key, path) >= 0)
                problem ??= $"line {read.Count + 1} is not in ordinal order of the paths";
            if (problem is not null)
                return false;
            read.Add(new(path, line[..HashLength]));
        }
        return problem is null;
    }
}
