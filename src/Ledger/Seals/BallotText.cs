using System.Buffers;

namespace PbDecisionDay.Ledger.Seals;

/// <summary>
/// The outer form of a canonical ballot: a word of <c>[a-z]</c>, then words of <c>[A-Za-z0-9._/=-]</c>, one space between,
/// 1 to 16,384 ASCII characters. What the words mean, and which order is canonical, is the rules' business: the ledger
/// seals bytes and need only know that they are one line of text.
/// </summary>
public static class BallotText
{
    /// <summary>The longest ballot in bytes: 200 projects with the longest ids and scores fit.</summary>
    public const int MostBytes = 16_384;

    private static readonly SearchValues<byte> WordBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/=-"u8);

    /// <summary>Whether <paramref name="ascii"/> has the form of a ballot.</summary>
    public static bool IsValid(ReadOnlySpan<byte> ascii)
    {
        if (ascii.Length is 0 or > MostBytes)
            return false;
        var first = ascii.IndexOf((byte)' ') is var space and >= 0 ? ascii[..space] : ascii;
        if (first.ContainsAnyExceptInRange((byte)'a', (byte)'z'))
            return false;
        foreach (var word in ascii.Split((byte)' '))
            if (ascii[word].IsEmpty || ascii[word].ContainsAnyExcept(WordBytes))
                return false;
        return true;
    }

    /// <summary>Whether <paramref name="text"/> has the form of a ballot.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length > MostBytes)
            return false;
        Span<byte> ascii = stackalloc byte[text.Length];
        return System.Text.Ascii.FromUtf16(text, ascii, out _) == OperationStatus.Done && IsValid(ascii);
    }

    /// <summary>Hands <paramref name="ballot"/> back.</summary>
    /// <exception cref="ArgumentException">It has not the form of a ballot. Its text is not repeated in the message.</exception>
    internal static string Required(string ballot) => IsValid(ballot)
        ? ballot
        : throw new ArgumentException("Not a canonical ballot: words of ASCII letters, digits and . _ / = - with one space between, first a lower-case word.", nameof(ballot));
}
