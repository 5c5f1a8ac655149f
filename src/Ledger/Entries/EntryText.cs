using System.Buffers;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Entries;

/// <summary>The form of a text field: its alphabet and length.</summary>
internal sealed class EntryText
{
    private delegate bool Test(ReadOnlySpan<byte> ascii);

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-"u8);

    private static readonly SearchValues<byte> IdBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/"u8);

    private readonly Test test;

    private EntryText(string form, Test test) => (Form, this.test) = (form, test);

    /// <summary>What the field takes, to follow "takes".</summary>
    public string Form { get; }

    public static readonly EntryText Batch = new(
        "1 to 32 characters of a-z, 0-9 and '-', first a letter or digit",
        static text => text.Length is > 0 and <= 32 && text[0] != '-' && !text.ContainsAnyExcept(NameBytes));

    public static readonly EntryText LogName = new(
        "1 to 32 characters of a-z, 0-9 and '-', first a letter or digit, and not 'main'",
        static text => Batch!.IsValid(text) && !text.SequenceEqual("main"u8));

    public static readonly EntryText Id = new(
        "1 to 64 characters: parts of letters, digits, '.', '_' and '-', each first a letter or digit, with one '/' between",
        static text => text.Length is > 0 and <= 64 && !text.ContainsAnyExcept(IdBytes) && HasIdParts(text));

    public static readonly EntryText Dice = new(
        "eight digits",
        static text => text.Length == 8 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9'));

    public static readonly EntryText Ballot = new(
        $"a ballot: words of ASCII letters, digits and . _ / = - with one space between, at most {BallotText.MostBytes} bytes",
        BallotText.IsValid);

    public bool IsValid(ReadOnlySpan<byte> ascii) => test(ascii);

    public string Checked(string value)
    {
        Span<byte> ascii = value.Length <= 256 ? stackalloc byte[256] : new byte[value.Length];
        return System.Text.Ascii.FromUtf16(value, ascii, out var length) == OperationStatus.Done && test(ascii[..length])
            ? value
            : throw new ArgumentException($"An entry takes {Form} here.", nameof(value));
    }

    private static bool HasIdParts(ReadOnlySpan<byte> text)
    {
        foreach (var part in text.Split((byte)'/'))
            if (text[part].IsEmpty || !char.IsAsciiLetterOrDigit((char)text[part][0]))
                return false;
        return true;
    }
}
