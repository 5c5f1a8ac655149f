using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Bundles;

/// <summary>
/// The auditor's <c>openings.txt</c>: for every cast and paper entry, in log order, a line of its index, nonce and
/// ballot. Grammar: docs/formats/bundle.md.
/// </summary>
public static class OpeningsFile
{
    /// <summary>The file's exact bytes.</summary>
    /// <param name="openings">What opens each cast and paper entry, in log order.</param>
    /// <exception cref="ArgumentException">They are not in log order, or a ballot has not the form of a ballot.</exception>
    public static byte[] Print(IEnumerable<PlacedOpening> openings)
    {
        var text = new StringBuilder();
        var last = -1L;
        foreach (var (index, opening, _) in openings)
        {
            if (index <= last)
                throw new ArgumentException("Openings come in log order, each once.", nameof(openings));
            last = index;
            text.Append(CultureInfo.InvariantCulture, $"{index} {opening.Nonce} {BallotText.Required(opening.Ballot)}\n");
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Reads the file; whatever is accepted prints back to the same bytes. Whether each opens its seal is not checked here.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="openings">The openings in order.</param>
    /// <param name="problem">The line at fault and why, or null.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out IReadOnlyList<PlacedOpening> openings, [NotNullWhen(false)] out string? problem)
    {
        var read = new List<PlacedOpening>();
        (openings, problem) = (read, null);
        while (!bytes.IsEmpty && problem is null)
        {
            var end = bytes.IndexOf((byte)'\n');
            if (end < 0 || ReadLine(bytes[..end]) is not { } opening)
                problem = $"line {read.Count + 1}: an index, a nonce of 44 characters of standard base64 and a ballot should stand here, with one space between and a line feed at the end";
            else if (read.Count > 0 && opening.Index <= read[^1].Index)
                problem = $"line {read.Count + 1}: the lines are not in the order of the log";
            else
                read.Add(opening);
            bytes = bytes[(end + 1)..];
        }
        return problem is null;
    }

    private static PlacedOpening? ReadLine(ReadOnlySpan<byte> line)
    {
        if (!Utf8Parser.TryParse(line, out long index, out var used)
            || !char.IsAsciiDigit((char)line[0]) || line[0] == '0' && used > 1
            || line[used..] is not [(byte)' ', .. var rest]
            || rest.Length <= Digest.TextLength || rest[Digest.TextLength] != ' '
            || !Digest.TryParse(rest[..Digest.TextLength], out var nonce)
            || !BallotText.IsValid(rest[(Digest.TextLength + 1)..]))
            return null;
        return new(index, new(nonce, Encoding.ASCII.GetString(rest[(Digest.TextLength + 1)..])));
    }
}
