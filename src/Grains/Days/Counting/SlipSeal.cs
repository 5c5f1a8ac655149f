using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>
/// Seals what was typed of a slip, so that it can be erased: the journal keeps it for ever, and the key stands in a file that archiving destroys.
/// AES-256-GCM, base64 of iv, ciphertext and tag; the batch and the number go in with it, and its length tells nothing. Photographs of slips are sealed
/// under the same key, as bytes.
/// </summary>
internal sealed class SlipSeal(byte[] key)
{
    /// <summary>The length of a key, in bytes.</summary>
    public const int KeyBytes = 32;

    private const string SpoiltWord = "spoilt ";
    private const int PaddedTo = 128;
    private const int IvBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Seals a reading.</summary>
    public string Close(string batch, int number, SlipReading reading)
    {
        var text = reading.Spoilt is { } reason ? SpoiltWord + Words.Of(reason) : reading.Ballot;
        return Convert.ToBase64String(Close(Encoding.ASCII.GetBytes(text.PadRight((text.Length / PaddedTo + 1) * PaddedTo)), Place(batch, number)));
    }

    /// <summary>Opens what was sealed.</summary>
    /// <exception cref="InvalidDataException">It was altered, or sealed under another key.</exception>
    public SlipReading Open(string batch, int number, string closed)
    {
        var text = Encoding.ASCII.GetString(Open(Convert.FromBase64String(closed), Place(batch, number))).TrimEnd(' ');
        if (!text.StartsWith(SpoiltWord, StringComparison.Ordinal)) return SlipReading.Of(text);
        return Words.TryRead<SpoiltReason>(text[SpoiltWord.Length..], out var known)
            ? SlipReading.Of(known)
            : throw new InvalidDataException("What was typed of a slip cannot be read.");
    }

    /// <summary>Seals a photograph of a slip.</summary>
    public byte[] ClosePhotograph(string batch, int number, ReadOnlySpan<byte> picture) => Close(picture, PhotographPlace(batch, number));

    /// <summary>Opens the photograph of a slip.</summary>
    /// <exception cref="InvalidDataException">It was altered, or sealed under another key.</exception>
    public byte[] OpenPhotograph(string batch, int number, ReadOnlySpan<byte> closed) => Open(closed, PhotographPlace(batch, number));

    private byte[] Close(ReadOnlySpan<byte> plain, byte[] place)
    {
        var result = new byte[IvBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(result.AsSpan(0, IvBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(result.AsSpan(0, IvBytes), plain, result.AsSpan(IvBytes, plain.Length), result.AsSpan(IvBytes + plain.Length), place);
        return result;
    }

    private byte[] Open(ReadOnlySpan<byte> closed, byte[] place)
    {
        var plain = new byte[closed.Length - IvBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(closed[..IvBytes], closed[IvBytes..^TagBytes], closed[^TagBytes..], plain, place);
        }
        catch (AuthenticationTagMismatchException reason)
        {
            throw new InvalidDataException("What was typed of a slip cannot be opened: the journal was altered, or the key is not the right one.", reason);
        }
        return plain;
    }

    private static byte[] Place(string batch, int number) => Encoding.ASCII.GetBytes($"{batch}\n{number}");

    // No batch's name holds a line's end, so that neither opens where the other stands.
    private static byte[] PhotographPlace(string batch, int number) => [.. "photograph\n"u8, .. Place(batch, number)];
}
