using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>
/// The key of a day's register, under which passes and codes for doors stand in it. Both are short, so that whoever has a copy of the register could try them
/// all against plain hashes. The key stands among the day's unpublished files, and the rows in the database of people. Source: docs/adr/0068.
/// </summary>
internal sealed class RegisterKey(IDayFiles files, string day)
{
    private const string File = "key";
    private const int KeyBytes = 32;
    private const int HashBytes = SHA256.HashSizeInBytes;
    private const int IvBytes = 12;
    private const int TagBytes = 16;

    // Apart from the files of the day's boxes, which are published: no box's key holds this sign.
    private readonly string place = $"{day}#register";
    private byte[]? made;

    /// <summary>Whether there is a key.</summary>
    public bool IsMade => made is not null;

    /// <summary>Reads the key, if one was made.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var file = (await files.ListAsync(place, cancellationToken)).FirstOrDefault(kept => string.Equals(kept.Name, File, StringComparison.Ordinal));
        if (file is not null) made = (await files.ReadAsync(file, 0, cancellationToken)).ToArray();
    }

    /// <summary>Makes the key where there is none: it is durable before anything stands under it.</summary>
    /// <exception cref="RegisterUnavailableException">It could not be written; ask again.</exception>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (made is not null) return;
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        try
        {
            // Another activation may have made it meanwhile.
            await ReadAsync(cancellationToken);
            if (made is not null) return;
            await files.WriteAsync(place, File, new MemoryStream(key, writable: false), cancellationToken);
        }
        catch (JournalUnavailableException reason)
        {
            throw new RegisterUnavailableException("The register's key could not be written or read; ask again.", reason);
        }

        made = key;
    }

    /// <summary>What a code is compared with.</summary>
    public byte[] HashOf(string code) => HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"door code\n{SecretCode.Normalise(code)}"));

    /// <summary>A line as it is written: the hash of its pass is sealed, and bound to the line.</summary>
    public RegisterRow Close(RegisterRow row)
    {
        if (row.Pass.IsEmpty) return row;
        var closed = new byte[IvBytes + HashBytes + TagBytes];
        RandomNumberGenerator.Fill(closed.AsSpan(0, IvBytes));
        using var aes = new AesGcm(Key, TagBytes);
        aes.Encrypt(closed.AsSpan(0, IvBytes), row.Pass.Span, closed.AsSpan(IvBytes, HashBytes), closed.AsSpan(IvBytes + HashBytes), Encoding.UTF8.GetBytes(row.Line));
        return row with { Pass = closed };
    }

    /// <summary>Whether the hash of a line's pass was written before it was sealed.</summary>
    public static bool IsPlain(RegisterRow row) => row.Pass.Length == HashBytes;

    /// <summary>A line as it was before it was written.</summary>
    /// <exception cref="InvalidDataException">It was altered, or sealed under another key.</exception>
    public RegisterRow Open(RegisterRow row)
    {
        if (row.Pass.IsEmpty || IsPlain(row)) return row;
        var pass = new byte[HashBytes];
        using var aes = new AesGcm(Key, TagBytes);
        try
        {
            var closed = row.Pass.Span;
            aes.Decrypt(closed[..IvBytes], closed[IvBytes..^TagBytes], closed[^TagBytes..], pass, Encoding.UTF8.GetBytes(row.Line));
        }
        catch (Exception reason) when (reason is AuthenticationTagMismatchException or ArgumentException)
        {
            throw new InvalidDataException("A pass on the register cannot be opened: the row was altered, or the key is not the right one.", reason);
        }

        return row with { Pass = pass };
    }

    private byte[] Key => made ?? throw new InvalidDataException("The register's key is missing among the day's files.");
}
