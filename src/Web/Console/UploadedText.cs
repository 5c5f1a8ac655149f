using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// A list that came as a file or was pasted. Spreadsheets save in UTF-8, in UTF-16 with its mark, or in Windows-1252 where nobody chose. What
/// is none of these, such as a spreadsheet's own file, is said to be no text.
/// </summary>
public static partial class UploadedText
{
    private const int MostDoubts = 5;
    private const int LongestDoubt = 60;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The file's text if there is a file, else the pasted text.</summary>
    public static async Task<string?> ReadAsync(IFormFile? file, string? pasted, CancellationToken cancellationToken)
    {
        if (file is null || file.Length == 0) return pasted;
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        return Decode(bytes.ToArray());
    }

    /// <summary>
    /// The lines of a file, from 1, whose letters look as if it had been saved in another alphabet: nothing in it says which, and Windows-1252
    /// reads anything. Whoever sent it looks at them before anything is written; what is pasted is as it was seen.
    /// </summary>
    public static async Task<IReadOnlyList<ListProblem>> DoubtfulAsync(IFormFile? file, CancellationToken cancellationToken) =>
        file is null || file.Length == 0 ? [] : Doubtful(await ReadBytesAsync(file, null, cancellationToken));

    /// <summary>The same of a file's bytes.</summary>
    public static IReadOnlyList<ListProblem> Doubtful(byte[] bytes)
    {
        var text = Decode(bytes);
        if (!string.Equals(text, Windows1252.GetString(bytes), StringComparison.Ordinal) || Ascii.IsValid(bytes)) return [];
        return [.. text.Split('\n').Select((line, at) => (Line: line.Trim(), Number: at + 1)).Where(line => Misread().IsMatch(line.Line)).Take(MostDoubts)
            .Select(line => new ListProblem(line.Number, "LooksMisread", PabulibDay.Shorten(line.Line, LongestDoubt)))];
    }

    // Words of nothing but accented letters (Cyrillic or Greek), a capital behind a small letter (a Macintosh's), signs inside a word (Central Europe), a
    // quotation mark before an accent (Japanese).
    [GeneratedRegex("(?<!\\p{L})[À-ÖØ-öø-ÿŠŽšžŸŒœ]{3,}(?!\\p{L})|\\p{Ll}[À-ÖØ-ÞŠŽŸŒ]|\\p{L}[¤¦¨¬¯¸¹³¼½¾ƒ†‡ˆ‰‹›]|[¤¦¨¬¯¸¹³¼½¾ƒ†‡ˆ‰]\\p{L}|(?<![\\w’])[‘’‚„][À-ÿ]|[ƒˆ†‡]")]
    private static partial Regex Misread();

    /// <summary>The file's bytes if there is a file, else those of the pasted text: for a reader that says itself what is no UTF-8.</summary>
    public static async Task<byte[]> ReadBytesAsync(IFormFile? file, string? pasted, CancellationToken cancellationToken)
    {
        if (file is null || file.Length == 0) return Encoding.UTF8.GetBytes(pasted ?? "");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>The text of a spreadsheet's bytes.</summary>
    public static string Decode(byte[] bytes)
    {
        if (bytes is [0xff, 0xfe, ..]) return Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2);
        if (bytes is [0xfe, 0xff, ..]) return Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2);
        try
        {
            var text = Utf8.GetString(bytes).TrimStart('\uFEFF');
            return IsCapitalsByChance(text, bytes) ? Windows1252.GetString(bytes) : text;
        }
        catch (DecoderFallbackException)
        {
            // Two programs wrote this one: what either cannot read stays unread, to be said and not guessed.
            return HoldsUtf8(bytes) ? Encoding.UTF8.GetString(bytes) : Windows1252.GetString(bytes);
        }
    }

    // "CAFÉ’S" of Windows-1252 is "CAFɒS" in UTF-8. No language puts a small letter behind capitals like this, so a text in which nothing else
    // stands beyond ASCII is Windows-1252; any other that is UTF-8 throughout is UTF-8.
    private static bool IsCapitalsByChance(string text, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8) || Ascii.IsValid(bytes)) return false;
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsAscii(text[at])) continue;
            var isOdd = at >= 2 && char.IsAsciiLetterUpper(text[at - 1]) && char.IsAsciiLetterUpper(text[at - 2]) && text[at] <= '\u07ff' && !char.IsUpper(text[at]);
            if (!isOdd || Encoding.UTF8.GetBytes(text, at, 1) is not [>= 0xc0 and <= 0xdf, 0x85 or (>= 0x91 and <= 0x97) or 0x99]) return false;
        }
        return true;
    }

    /// <summary>The first line, from 1, that holds what could not be read; 0 where there is none.</summary>
    public static int UnreadLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf('\uFFFD', StringComparison.Ordinal);
        return at < 0 ? 0 : 1 + text.AsSpan(0, at).Count('\n');
    }

    // Whether anything beyond ASCII is UTF-8: a capital or an ß before a quotation mark or dash of Windows-1252 only happens to be right.
    private static bool HoldsUtf8(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var isCharacter = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done && !rune.IsAscii;
            if (isCharacter && bytes is not [>= 0xc0 and <= 0xdf, >= 0x91 and <= 0x97, ..]) return true;
            bytes = bytes[length..];
        }
        return false;
    }

    /// <summary>Whether this is text: control codes other than line ends and tabs, the unused places of Windows-1252 among them, are none.</summary>
    public static bool IsText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return !text.Any(symbol => char.IsControl(symbol) && symbol is not ('\n' or '\r' or '\t'));
    }
}
