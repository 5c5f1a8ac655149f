using System.Globalization;
using System.Text;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Where a file differs from what it should be.</summary>
internal static class Difference
{
    private const int Shown = 80;

    /// <summary>The first line that differs, both ways, or null where the bytes are the same.</summary>
    public static string? Of(ReadOnlySpan<byte> found, ReadOnlySpan<byte> expected)
    {
        int same = found.CommonPrefixLength(expected);
        if (same == found.Length && same == expected.Length)
            return null;
        int line = 1 + found[..same].Count((byte)'\n');
        int start = 1 + found[..same].LastIndexOf((byte)'\n');
        return string.Create(CultureInfo.InvariantCulture, $"line {line}: '{Line(expected, start)}' should stand here, not '{Line(found, start)}'");
    }

    private static string Line(ReadOnlySpan<byte> text, int start)
    {
        ReadOnlySpan<byte> rest = text[Math.Min(start, text.Length)..];
        ReadOnlySpan<byte> line = rest.IndexOf((byte)'\n') is var end and >= 0 ? rest[..end] : rest;
        string shown = Encoding.UTF8.GetString(line[..Math.Min(line.Length, Shown)]);
        return line.Length > Shown ? shown + "…" : shown;
    }
}
