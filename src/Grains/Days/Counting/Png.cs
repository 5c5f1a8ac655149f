using System.Buffers.Binary;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>PNG files by their chunks. Source: W3C, Portable Network Graphics (PNG) Specification (Third Edition), 5.</summary>
internal static class Png
{
    private const int ChunkFrame = 12; // length, type and check sum

    // What a picture looks like, and nothing it was taken with: no text, time, Exif or animation.
    private static readonly string[] Kept =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs"];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    /// <summary>The picture up to its end, with the kept chunks alone; <c>null</c> where it is damaged.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> bytes)
    {
        var clean = new MemoryStream(bytes.Length);
        clean.Write(Signature);
        var pixels = false;
        for (var at = Signature.Length; at <= bytes.Length - ChunkFrame;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - ChunkFrame) return null;
            var chunk = bytes.Slice(at, (int)length + ChunkFrame);
            var type = System.Text.Encoding.ASCII.GetString(chunk[4..8]);
            if (Array.IndexOf(Kept, type) >= 0) clean.Write(chunk);
            pixels |= type == "IDAT";
            if (type == "IEND") return pixels ? clean.ToArray() : null;
            at += chunk.Length;
        }
        return null;
    }
}
