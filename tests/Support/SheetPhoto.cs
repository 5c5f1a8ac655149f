using System.Buffers.Binary;
using System.Text;

namespace PbDecisionDay.Tests.Support;

/// <summary>Small pictures, plain and as phones send them: with the place, the phone and a film in the same file.</summary>
public static class SheetPhoto
{
    /// <summary>What stands beside the picture and must be gone: the place, the phone, the comment, the film.</summary>
    public static readonly string[] Traces = ["GPS-AT-55N33", "PhoneMaker", "a comment", "8BIM", "ftypmp42", "Author"];

    /// <summary>Sixteen by eight pixels, black and white.</summary>
    public static byte[] Jpeg { get; } = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQ"
        + "AAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAAB"
        + "UAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWi"
        + "AAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAM"
        + "ZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6"
        + "T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAYH"
        + "/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABQBAQAAAAAAAAAAAAAAAAAAAAD/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCZaYAP/9k=");

    /// <summary>The same as PNG.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAIAAAB/FOjAAAAAI0lEQVR4nOzLwQkAAAjDwCLuv3JcQMH+e89AWgdg7SVTho8BAAD//yrH53wAAAAGSURBVAMAWFIDEOF59VoAAAAASUVORK5CYII=");

    /// <summary>The JPEG as a phone writes it, held upright: orientation 6, a GPS directory, a comment, a film after the picture.</summary>
    public static byte[] JpegFromPhone() =>
    [
        .. Jpeg[..20], .. Segment(0xE1, Exif()), .. Segment(0xE1, Ascii("http://ns.adobe.com/xap/1.0/\0GPS-AT-55N33")),
        .. Segment(0xE2, Ascii("MPF\0GPS-AT-55N33")), .. Segment(0xED, Ascii("Photoshop 3.0\08BIM")), .. Segment(0xFE, Ascii("a comment")),
        .. Jpeg[20..], .. Ascii("....ftypmp42 GPS-AT-55N33"),
    ];

    /// <summary>The PNG with an author, a time and an Exif chunk.</summary>
    public static byte[] PngWithAuthor() =>
        [.. Png[..33], .. Chunk("tEXt", "Author\0GPS-AT-55N33"), .. Chunk("tIME", "1234567"), .. Chunk("eXIf", "GPS-AT-55N33"), .. Png[33..], .. Ascii("GPS-AT-55N33")];

    // Three entries: maker, orientation, and the GPS directory that follows with one text.
    private static byte[] Exif() =>
    [
        .. Ascii("Exif\0\0"), .. Ascii("II"), 42, 0, 8, 0, 0, 0,
        3, 0,
        .. Entry(0x010F, 2, 11, 50), .. Entry(0x0112, 3, 1, 6), .. Entry(0x8825, 4, 1, 61), 0, 0, 0, 0,
        .. Ascii("PhoneMaker\0"),
        1, 0, .. Entry(0x001B, 7, 12, 79), 0, 0, 0, 0, .. Ascii("GPS-AT-55N33"),
    ];

    private static byte[] Entry(ushort tag, ushort type, int count, int value)
    {
        var entry = new byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(entry, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(2), type);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(4), count);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), value);
        return entry;
    }

    private static byte[] Segment(byte marker, byte[] content)
    {
        var length = content.Length + 2;
        return [0xFF, marker, (byte)(length >> 8), (byte)(length & 0xFF), .. content];
    }

    private static byte[] Chunk(string type, string content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. Ascii(type), .. Ascii(content), 0, 0, 0, 0];
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
