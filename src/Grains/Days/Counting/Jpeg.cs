using System.Buffers.Binary;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>
/// JPEG files by their segments. Source: ITU-T T.81, annex B; which way up: Exif 2.32 (CIPA DC-008), tag 0x0112. Kept are JFIF, the ICC
/// profile and Adobe's colour transform, and of Exif the orientation alone, without which a phone's photograph lies on its side.
/// </summary>
internal static class Jpeg
{
    private const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, Comment = 0xFE;
    private const byte App0 = 0xE0, App1 = 0xE1, App2 = 0xE2, App14 = 0xEE, App15 = 0xEF;
    private const int TagOrientation = 0x0112;

    public static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, StartOfImage, 0xFF]);

    /// <summary>The first picture up to its end, without what is not kept; <c>null</c> where it is damaged.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> bytes)
    {
        var clean = new MemoryStream(bytes.Length);
        clean.Write(bytes[..2]);
        var scanned = false;
        var at = 2;
        while (at <= bytes.Length - 2)
        {
            if (bytes[at] != 0xFF) return null;
            var marker = bytes[at + 1];
            if (marker == 0xFF) at++; // a fill byte
            else if (marker == EndOfImage)
            {
                clean.Write(bytes.Slice(at, 2));
                return scanned ? clean.ToArray() : null;
            }
            else
            {
                if (at > bytes.Length - 4) return null;
                var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
                if (length < 4 || length > bytes.Length - at) return null;
                var segment = bytes.Slice(at, length);
                if (IsKept(marker, segment[4..])) clean.Write(segment);
                else if (marker == App1 && Orientation(segment[4..]) is > 1 and <= 8 and var way) clean.Write(OnlyOrientation(way));
                at += length;
                if (marker != StartOfScan) continue;
                scanned = true;
                var end = EndOfScan(bytes, at);
                clean.Write(bytes[at..end]);
                at = end;
            }
        }
        return null;
    }

    private static bool IsKept(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        App0 => content.StartsWith("JFIF\0"u8),
        App2 => content.StartsWith("ICC_PROFILE\0"u8),
        App14 => content.StartsWith("Adobe"u8),
        Comment or (> App0 and <= App15) => false,
        _ => true,
    };

    /// <summary>Where the next marker stands that is neither a stuffed byte nor a restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> bytes, int at)
    {
        for (; at < bytes.Length - 1; at++)
            if (bytes[at] == 0xFF && bytes[at + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7))) return at;
        return bytes.Length;
    }

    /// <summary>The orientation in an Exif segment's content, 1 to 8; 0 where it says none.</summary>
    private static int Orientation(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith("Exif\0\0"u8)) return 0;
        var tiff = content[6..];
        if (tiff.Length < 8) return 0;
        var little = tiff.StartsWith("II"u8);
        var directory = Number(tiff, 4, 4, little);
        if (directory > tiff.Length - 2) return 0;
        var entries = Number(tiff, (int)directory, 2, little);
        for (var entry = (int)directory + 2; entries > 0 && entry <= tiff.Length - 12; entries--, entry += 12)
            if (Number(tiff, entry, 2, little) == TagOrientation) return (int)Number(tiff, entry + 8, 2, little);
        return 0;
    }

    private static uint Number(ReadOnlySpan<byte> tiff, int at, int size, bool little) => (size, little) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(tiff[at..]),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(tiff[at..]),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(tiff[at..]),
        (_, false) => BinaryPrimitives.ReadUInt32BigEndian(tiff[at..]),
    };

    /// <summary>An Exif segment with one entry, in big-endian order.</summary>
    private static byte[] OnlyOrientation(int way) =>
    [
        0xFF, App1, 0, 34, .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)way, 0, 0, 0, 0, 0, 0,
    ];
}
