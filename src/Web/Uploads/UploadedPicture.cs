using System.Diagnostics.CodeAnalysis;
using PbDecisionDay.Contracts.Days.Counting;
using SkiaSharp;

namespace PbDecisionDay.Web.Uploads;

/// <summary>Why an uploaded picture is not taken.</summary>
public enum PictureProblem
{
    /// <summary>No file, or an empty one.</summary>
    Missing,

    /// <summary>More bytes than are kept, as it came or encoded anew.</summary>
    TooManyBytes,

    /// <summary>Neither a JPEG nor a PNG.</summary>
    OtherKind,

    /// <summary>Damaged or cut off.</summary>
    Damaged,

    /// <summary>
    /// More pixels than are decoded, whatever the size of the file: fewer, and not in many layers, where the decoder has to hold them all at once.
    /// </summary>
    TooManyPixels,
}

/// <summary>
/// A picture that somebody uploaded, decoded to pixels and encoded anew: place, time, device, comments, small previews and whatever follows
/// the picture are not in the new file, and no byte of the old one is. It stands upright, in sRGB. Why: <c>docs/adr/0042</c>.
/// </summary>
/// <param name="Bytes">The new file: a JPEG where a JPEG came, else a PNG.</param>
/// <param name="Width">Width in pixels, as it is seen.</param>
/// <param name="Height">Height in pixels, as it is seen.</param>
public sealed record UploadedPicture(byte[] Bytes, int Width, int Height)
{
    /// <summary>The most pixels a file may have: 8192 by 6144, the largest that phones' 50-megapixel cameras write.</summary>
    public const int MostPixels = 8192 * 6144;

    /// <summary>The most pixels kept of a sheet: A4 at 400 dots per inch has 15.5 million. Four bytes each, and twice while it is turned: 128 MB.</summary>
    public const int MostKeptPixels = 16_000_000;

    /// <summary>The most pixels kept of a paper slip, of which there are many: A4 at 200 dots per inch has 3.9 million, enough to read handwriting.</summary>
    public const int MostOfSlip = 4_000_000;

    private const int JpegQuality = 85;

    // One at a time in this process, since each may take the memory named above.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Reads an uploaded file and encodes it anew, away from the request's thread.</summary>
    /// <param name="file">The file; none where nothing was chosen.</param>
    /// <param name="mostKept">The most pixels that are kept of it: a larger JPEG is scaled down, a larger PNG refused.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The picture, or why there is none.</returns>
    public static async Task<(UploadedPicture? Picture, PictureProblem? Problem)> ReadAsync(IFormFile? file, int mostKept, CancellationToken cancellationToken)
    {
        if (file is null || file.Length == 0) return (null, PictureProblem.Missing);
        if (file.Length > SheetPicture.MostBytes) return (null, PictureProblem.TooManyBytes);
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, cancellationToken);
            return await Task.Run<(UploadedPicture?, PictureProblem?)>(
                () => TryEncodeAnew(bytes.ToArray(), mostKept, out var picture, out var problem) ? (picture, null) : (null, problem), cancellationToken);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>Decodes a JPEG or PNG and encodes it anew.</summary>
    /// <param name="bytes">The file as it came.</param>
    /// <param name="mostKept">The most pixels that are kept of it, at most <see cref="MostKeptPixels"/>.</param>
    /// <param name="picture">The picture; <c>null</c> where it cannot be taken.</param>
    /// <param name="problem">Why not; <c>null</c> where it can.</param>
    public static bool TryEncodeAnew(
        ReadOnlySpan<byte> bytes, int mostKept, [NotNullWhen(true)] out UploadedPicture? picture, [NotNullWhen(false)] out PictureProblem? problem)
    {
        picture = null;
        problem =
            bytes.IsEmpty ? PictureProblem.Missing
            : bytes.Length > SheetPicture.MostBytes ? PictureProblem.TooManyBytes
            : SheetPicture.MediaTypeOf(bytes) is null ? PictureProblem.OtherKind // Skia knows more kinds, and is not asked about them.
            : null;
        if (problem is null) (picture, problem) = EncodeAnew(bytes, mostKept);
        return picture is not null;
    }

    // Apart, so that Skia is loaded with the first picture and not before.
    private static (UploadedPicture? Picture, PictureProblem? Problem) EncodeAnew(ReadOnlySpan<byte> bytes, int mostKept)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null) return (null, PictureProblem.Damaged);
        if (codec.EncodedFormat == SKEncodedImageFormat.Jpeg && JpegScans.Of(bytes) is { IsHeldWhole: true } held
            && (held.Scans > JpegScans.Most || Pixels(codec.Info.Size) > MostKeptPixels))
            return (null, PictureProblem.TooManyPixels);
        if (Pixels(codec.Info.Size) > MostPixels || SizeToDecode(codec, mostKept) is not { } size) return (null, PictureProblem.TooManyPixels);

        // Of a film the first frame; of CMYK its RGB.
        var alpha = codec.Info.IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        using var sRgb = SKColorSpace.CreateSrgb();
        using var decoded = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, alpha, sRgb));
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) != SKCodecResult.Success) return (null, PictureProblem.Damaged);
        decoded.SetImmutable(); // else drawing copies it
        using var turned = Upright(decoded, codec.EncodedOrigin);
        var upright = turned ?? decoded;

        using var pixels = upright.PeekPixels();
        using var encoded = codec.EncodedFormat == SKEncodedImageFormat.Jpeg
            ? pixels.Encode(new SKJpegEncoderOptions(JpegQuality))
            : pixels.Encode(SKPngEncoderOptions.Default);
        if (encoded is null) return (null, PictureProblem.Damaged);
        return encoded.Size > SheetPicture.MostBytes
            ? (null, PictureProblem.TooManyBytes)
            : (new UploadedPicture(encoded.ToArray(), upright.Width, upright.Height), null);
    }

    /// <summary>The picture's own size where it may be kept, else the largest that its decoder scales to by eighths; <c>null</c> where none may.</summary>
    private static SKSizeI? SizeToDecode(SKCodec codec, int mostKept)
    {
        for (var eighths = 8; eighths > 0; eighths--)
            if (codec.GetScaledDimensions(eighths / 8f) is var size && Pixels(size) <= mostKept) return size;
        return null;
    }

    /// <summary>The picture turned as its orientation says; <c>null</c> where it stands upright already. Source: Exif 2.32, tag 0x0112.</summary>
    private static SKBitmap? Upright(SKBitmap picture, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft) return null;
        float w = picture.Width, h = picture.Height;
        var matrix = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
        var onItsSide = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var turned = new SKBitmap(onItsSide ? picture.Info.WithSize(picture.Height, picture.Width) : picture.Info);
        using var canvas = new SKCanvas(turned);
        canvas.Clear(SKColors.Transparent);
        canvas.SetMatrix(matrix);
        canvas.DrawBitmap(picture, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
        return turned;
    }

    private static long Pixels(SKSizeI size) => (long)size.Width * size.Height;
}
