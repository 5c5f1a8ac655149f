using System.Diagnostics.CodeAnalysis;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>
/// A photograph without what cameras write beside it: place, time, device, comments, small previews, films behind the picture. What it is
/// is told by its bytes; its pixels, its colour profile and which way up it is stay.
/// </summary>
/// <param name="MediaType"><c>image/jpeg</c> or <c>image/png</c>.</param>
/// <param name="Bytes">The picture.</param>
internal sealed record SheetPicture(string MediaType, byte[] Bytes)
{
    /// <summary>The largest picture taken, in bytes.</summary>
    public const int Most = 10 * 1024 * 1024;

    /// <summary>Reads a JPEG or PNG and leaves out whatever is not the picture.</summary>
    /// <param name="bytes">The file as it came.</param>
    /// <param name="picture">The picture; <c>null</c> where it cannot be taken.</param>
    /// <param name="problem">Why not, for a person; <c>null</c> where it can.</param>
    public static bool TryClean(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SheetPicture? picture, [NotNullWhen(false)] out string? problem)
    {
        picture = null;
        problem =
            bytes.IsEmpty ? "There is no picture: choose a photograph of the signed sheet."
            : bytes.Length > Most ? $"The picture has {bytes.Length / 1024 / 1024 + 1} MB; at most {Most / 1024 / 1024} MB are kept. Photograph it again at a lower resolution."
            : null;
        if (problem is not null) return false;

        var jpeg = Jpeg.IsJpeg(bytes);
        if (!jpeg && !Png.IsPng(bytes))
        {
            problem = "This is neither a JPEG nor a PNG. Photograph the sheet with a phone, or save the scan as one of the two.";
            return false;
        }
        if ((jpeg ? Jpeg.Clean(bytes) : Png.Clean(bytes)) is not { } clean)
        {
            problem = "The picture is damaged or cut off. Send it again, or photograph the sheet again.";
            return false;
        }
        picture = new SheetPicture(jpeg ? "image/jpeg" : "image/png", clean);
        return true;
    }
}
