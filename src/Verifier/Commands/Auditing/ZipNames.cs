using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PbDecisionDay.Verifier.Commands.Auditing;

/// <summary>The names in a zip file of any maker, to tell what it is before it is judged.</summary>
internal static class ZipNames
{
    private const int HeaderLength = 30;

    /// <summary>The names in its directory; of a file that breaks off or is damaged, those that can still be told; none where it is no zip file.</summary>
    public static IReadOnlyList<string> In(Stream file)
    {
        file.Position = 0;
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return [.. zip.Entries.Select(entry => entry.FullName)];
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            return [.. FromTheStart(file)];
        }
    }

    // From header to header, as far as each says how long its content is.
    private static IEnumerable<string> FromTheStart(Stream file)
    {
        byte[] header = new byte[HeaderLength];
        for (long at = 0; at < file.Length;)
        {
            file.Position = at;
            if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.AsSpan().StartsWith("PK\x3\x4"u8))
                yield break;
            byte[] name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26))];
            if (file.ReadAtLeast(name, name.Length, throwOnEndOfStream: false) < name.Length)
                yield break;
            yield return Encoding.UTF8.GetString(name);
            at = file.Position + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28)) + BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(18));
        }
    }
}
