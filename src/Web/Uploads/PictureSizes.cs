using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PbDecisionDay.Contracts.Stalls;
using SkiaSharp;

namespace PbDecisionDay.Web.Uploads;

/// <summary>
/// A photograph that is shown to everyone, in the sizes that pages ask for: encoded anew as every upload is, then scaled. Always a JPEG; what can be seen
/// through stands on white.
/// </summary>
public static class PictureSizes
{
    // A stall in the list, its page, and the page on a screen of twice the usual sharpness.
    private static readonly int[] Widths = [480, 960, SizedPicture.MostWidth];

    private const int JpegQuality = 82;

    // One at a time in this process, as pictures are decoded.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Reads an uploaded file, away from the request's thread.</summary>
    /// <param name="file">The file; none where nothing was chosen.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The sizes, the narrowest first; or why there are none. A small picture is not made larger.</returns>
    public static async Task<(ImmutableArray<SizedPicture> Sizes, PictureProblem? Problem)> ReadAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        var (picture, problem) = await UploadedPicture.ReadAsync(file, UploadedPicture.MostKeptPixels, cancellationToken);
        if (picture is null) return ([], problem);
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            var sizes = await Task.Run(() => Of(picture), cancellationToken);
            return sizes.IsEmpty ? ([], PictureProblem.Damaged)
                : sizes.Any(size => size.Jpeg.Length > SizedPicture.MostBytes) ? ([], PictureProblem.TooManyBytes)
                : (sizes, null);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    // Apart, so that Skia is loaded with the first picture and not before.
    private static ImmutableArray<SizedPicture> Of(UploadedPicture picture)
    {
        using var whole = SKBitmap.Decode(picture.Bytes);
        if (whole is null) return [];
        var sizes = ImmutableArray.CreateBuilder<SizedPicture>();
        foreach (var width in Widths.Where(width => width < whole.Width).Append(Math.Min(whole.Width, SizedPicture.MostWidth)).Distinct())
        {
            var height = Math.Max(1, (int)Math.Round((double)whole.Height * width / whole.Width));
            using var scaled = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
            using (var canvas = new SKCanvas(scaled))
            {
                canvas.Clear(SKColors.White);
                using var image = SKImage.FromBitmap(whole);
                canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), null);
            }
            using var pixels = scaled.PeekPixels();
            using var encoded = pixels.Encode(new SKJpegEncoderOptions(JpegQuality));
            if (encoded is null) return [];
            sizes.Add(new SizedPicture(ImmutableCollectionsMarshal.AsImmutableArray(encoded.ToArray()), width, height));
        }
        return sizes.DrainToImmutable();
    }
}
