using System.Security.Cryptography;
using System.Text;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>
/// Seals the contact of an offer: AES-256-GCM as iv, ciphertext and tag, bound to the offer's code hash. All have one length, also those that say nothing, so
/// that a row does not tell who left a contact. The key stands in the key cabinet, the rows in the database of people: neither alone opens one.
/// </summary>
internal sealed class ContactSeal(byte[] key)
{
    /// <summary>The length of a key, in bytes.</summary>
    public const int KeyBytes = 32;

    /// <summary>The most bytes of a contact; longer ones are not sealed. Four for each of 120 characters.</summary>
    public const int MostBytes = 480;

    private const int IvBytes = 12;
    private const int TagBytes = 16;
    private const int PaddedTo = MostBytes + 1;

    /// <summary>Seals a contact.</summary>
    public byte[] Close(ReadOnlySpan<byte> codeHash, string contact)
    {
        var plain = new byte[PaddedTo];
        plain.AsSpan().Fill((byte)'\n');
        Encoding.UTF8.GetBytes(contact, plain);
        var sealedBytes = new byte[IvBytes + PaddedTo + TagBytes];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, IvBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(sealedBytes.AsSpan(0, IvBytes), plain, sealedBytes.AsSpan(IvBytes, PaddedTo), sealedBytes.AsSpan(IvBytes + PaddedTo), codeHash);
        return sealedBytes;
    }

    /// <summary>Opens a contact.</summary>
    /// <exception cref="InvalidDataException">It was altered, or sealed under another key.</exception>
    public string Open(ReadOnlySpan<byte> codeHash, ReadOnlySpan<byte> contact)
    {
        var plain = new byte[PaddedTo];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(contact[..IvBytes], contact[IvBytes..^TagBytes], contact[^TagBytes..], plain, codeHash);
        }
        catch (Exception reason) when (reason is AuthenticationTagMismatchException or ArgumentException)
        {
            throw new InvalidDataException("A contact cannot be opened: the row was altered, or the key is not the right one.", reason);
        }
        // A contact is one line, so its end is the first line's.
        return Encoding.UTF8.GetString(plain).Split('\n')[0];
    }
}
