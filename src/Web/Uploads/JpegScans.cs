using System.Buffers.Binary;

namespace PbDecisionDay.Web.Uploads;

/// <summary>
/// How a JPEG is laid out, read from its markers before anything is decoded. A file of several scans is held whole by its decoder, two bytes
/// and more for each coefficient, and each scan goes over the whole picture once more: a small file could take gigabytes or hours.
/// Source: ITU-T T.81, Annex B.
/// </summary>
/// <param name="Scans">How many scans it has.</param>
/// <param name="IsProgressive">Whether its frame is progressive.</param>
public readonly record struct JpegScans(int Scans, bool IsProgressive)
{
    private const byte Mark = 0xFF, StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA;

    /// <summary>The most scans that are decoded; cameras and programs write at most a dozen.</summary>
    public const int Most = 40;

    /// <summary>Whether the decoder holds the whole picture's coefficients at once.</summary>
    public bool IsHeldWhole => IsProgressive || Scans > 1;

    /// <summary>Reads the markers; what is no JPEG, or breaks off, has the scans that were found until there.</summary>
    public static JpegScans Of(ReadOnlySpan<byte> file)
    {
        var (scans, progressive, at) = (0, false, 0);
        while (at + 1 < file.Length)
        {
            // Between scans stand coded pixels: a marker is FF and neither a stuffed 00 nor another FF.
            if (file[at] != Mark || file[at + 1] is 0 or Mark)
            {
                at++;
                continue;
            }
            var marker = file[at + 1];
            at += 2;
            if (marker == EndOfImage) break;
            if (marker is StartOfImage or 0x01 or (>= 0xD0 and <= 0xD7)) continue; // These stand alone.
            if (marker == StartOfScan) scans++;
            if (marker is 0xC2 or 0xC6 or 0xCA or 0xCE) progressive = true;
            if (at + 2 > file.Length) break;
            at += Math.Max(2, (int)BinaryPrimitives.ReadUInt16BigEndian(file[at..]));
        }
        return new JpegScans(scans, progressive);
    }
}
