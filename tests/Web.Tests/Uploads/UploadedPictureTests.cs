using System.Buffers.Binary;
using System.Text;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Uploads;
using SkiaSharp;

namespace PbDecisionDay.Web.Tests.Uploads;

/// <summary>An uploaded picture is a new file: the same to look at, and nothing else of the old one.</summary>
public sealed class UploadedPictureTests
{
    // A frame header's marker; precision, height and width follow its length.
    private const byte Baseline = 0xC0, Progressive = 0xC2;

    [Fact]
    public void A_phones_photograph_loses_place_phone_comment_and_film_and_stands_upright()
    {
        var phone = SheetPhoto.JpegFromPhone();
        Assert.All(SheetPhoto.Traces[..^1], trace => Assert.Contains(trace, Text(phone), StringComparison.Ordinal));

        var picture = Anew(phone);

        Assert.Equal("image/jpeg", SheetPicture.MediaTypeOf(picture.Bytes));
        Assert.All(SheetPhoto.Traces, trace => Assert.DoesNotContain(trace, Text(picture.Bytes), StringComparison.Ordinal));
        Assert.DoesNotContain("Exif", Text(picture.Bytes), StringComparison.Ordinal);
        Assert.Equal((8, 16), (picture.Width, picture.Height)); // Sixteen by eight as the camera held it.
        using var seen = SKBitmap.Decode(picture.Bytes);
        Assert.Equal((8, 16), (seen.Width, seen.Height));
    }

    /// <summary>Where the red, green, blue and white corners (from the top left, clockwise) stand after each of Exif's eight ways.</summary>
    [Theory]
    [InlineData(1, "RGBW")]
    [InlineData(2, "GRWB")]
    [InlineData(3, "BWRG")]
    [InlineData(4, "WBGR")]
    [InlineData(5, "RWBG")]
    [InlineData(6, "WRGB")]
    [InlineData(7, "BGRW")]
    [InlineData(8, "GBWR")]
    public void Each_of_the_eight_ways_up_is_turned_to_stand_upright(byte way, string corners)
    {
        var jpeg = Corners(SKEncodedImageFormat.Jpeg);

        var picture = Anew([.. jpeg[..2], .. Orientation(way), .. jpeg[2..]]);

        Assert.Equal(way < 5 ? (64, 32) : (32, 64), (picture.Width, picture.Height));
        Assert.Equal(corners, CornersOf(picture.Bytes));
    }

    [Fact]
    public void A_photograph_of_a_slip_is_scaled_down_until_it_has_no_more_pixels_than_are_kept()
    {
        using var bitmap = new SKBitmap(4000, 3000);
        bitmap.Erase(SKColors.White);
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        Assert.True(UploadedPicture.TryEncodeAnew(jpeg.ToArray(), UploadedPicture.MostOfSlip, out var slip, out _));
        Assert.Equal((2000, 1500), (slip.Width, slip.Height));
        Assert.True(UploadedPicture.TryEncodeAnew(jpeg.ToArray(), UploadedPicture.MostKeptPixels, out var sheet, out _));
        Assert.Equal((4000, 3000), (sheet.Width, sheet.Height));
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 80);
        Assert.False(UploadedPicture.TryEncodeAnew(png.ToArray(), UploadedPicture.MostOfSlip, out _, out var problem));
        Assert.Equal(PictureProblem.TooManyPixels, problem);
    }

    [Fact]
    public void A_png_stays_a_png_pixel_for_pixel_and_loses_its_texts_times_and_whatever_follows_it()
    {
        var picture = Anew(SheetPhoto.PngWithAuthor());
        Assert.Equal("image/png", SheetPicture.MediaTypeOf(picture.Bytes));
        Assert.All(new[] { "Author", "GPS-AT-55N33", "tEXt", "tIME", "eXIf" }, trace => Assert.DoesNotContain(trace, Text(picture.Bytes), StringComparison.Ordinal));
        using var before = SKBitmap.Decode(SheetPhoto.Png);
        using var after = SKBitmap.Decode(picture.Bytes);
        Assert.Equal(before.Pixels, after.Pixels);
    }

    [Fact]
    public void A_cmyk_jpeg_becomes_a_picture_that_browsers_show()
    {
        var picture = Anew(Cmyk());
        Assert.Equal((8, 8), (picture.Width, picture.Height));
        Assert.Equal(4, Components(Cmyk()));
        Assert.Equal(3, Components(picture.Bytes));
    }

    [Fact]
    public void More_pixels_than_are_kept_are_scaled_down_in_a_jpeg_and_refused_in_a_png()
    {
        var picture = Anew(Plain(5000, 4000, SKEncodedImageFormat.Jpeg));
        Assert.Equal((4375, 3500), (picture.Width, picture.Height)); // Seven eighths.
        Assert.Equal(PictureProblem.TooManyPixels, Problem(Plain(5000, 4000, SKEncodedImageFormat.Png)));
        var scan = Anew(Plain(4000, 4000, SKEncodedImageFormat.Png));
        Assert.Equal((4000, 4000), (scan.Width, scan.Height));
    }

    [Fact]
    public void A_small_file_that_says_it_is_enormous_is_refused_before_it_is_decoded()
    {
        var jpeg = SheetPhoto.Jpeg.ToArray(); // An eighth of its side could be kept.
        var frame = jpeg.AsSpan().IndexOf([(byte)0xFF, Baseline]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), 30_000);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), 30_000);
        var png = Enormous(SheetPhoto.Png, 60_000);

        Assert.Equal(PictureProblem.TooManyPixels, Problem(jpeg));
        Assert.Equal(PictureProblem.TooManyPixels, Problem(png));
    }

    [Fact]
    public void A_jpeg_in_layers_is_refused_where_its_decoder_would_hold_too_much_of_it()
    {
        var layered = SheetPhoto.Jpeg.ToArray();
        var frame = layered.AsSpan().IndexOf([(byte)0xFF, Baseline]);
        layered[frame + 1] = Progressive;
        BinaryPrimitives.WriteUInt16BigEndian(layered.AsSpan(frame + 5), 4_000);
        BinaryPrimitives.WriteUInt16BigEndian(layered.AsSpan(frame + 7), 4_001);
        Assert.Equal(PictureProblem.TooManyPixels, Problem(layered));

        // The same number of pixels in one layer is read line by line, and scaled.
        Assert.Equal(3500, Anew(Plain(4000, 4001, SKEncodedImageFormat.Jpeg)).Width);
    }

    [Fact]
    public void The_scans_of_a_jpeg_are_counted_by_its_markers_and_those_of_its_small_preview_are_not()
    {
        byte[] scan = [0xFF, 0xDA, 0x00, 0x04, 0x01, 0x02, 0x55, 0xFF, 0x00, 0xFF, 0xD0, 0x55];
        byte[] preview = [0xFF, 0xE1, 0x00, 0x0E, .. scan];
        byte[] picture = [0xFF, 0xD8, .. preview, 0xFF, 0xFF, Baseline, 0x00, 0x02, .. scan];
        Assert.Equal(new JpegScans(1, IsProgressive: false), JpegScans.Of([.. picture, 0xFF, 0xD9, .. scan]));
        Assert.Equal(new JpegScans(3, IsProgressive: false), JpegScans.Of([.. picture, .. scan, .. scan]));
        Assert.True(JpegScans.Of([.. picture, .. scan]).IsHeldWhole);
        Assert.Equal(new JpegScans(1, IsProgressive: true), JpegScans.Of([0xFF, 0xD8, 0xFF, Progressive, 0x00, 0x02, .. scan]));
        Assert.Equal(new JpegScans(0, IsProgressive: false), JpegScans.Of([]));
        Assert.Equal(new JpegScans(1, IsProgressive: false), JpegScans.Of([0xFF, 0xDA, 0x00]));
        Assert.Equal(new JpegScans(0, IsProgressive: false), JpegScans.Of([0xFF, 0xE1, 0xFF, 0xFF, .. scan]));
    }

    [Fact]
    public void A_jpeg_of_more_scans_than_any_camera_writes_is_refused_and_one_of_a_few_is_taken()
    {
        var small = GreySquare();
        Assert.Equal(new JpegScans(2, IsProgressive: true), JpegScans.Of(small));
        Assert.Equal((8, 8), (Anew(small).Width, Anew(small).Height));

        // Its last scan again and again: each would go over the whole picture once more.
        var last = small.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA]);
        byte[] many = [.. small[..last], .. Enumerable.Repeat(small[last..^2], JpegScans.Most).SelectMany(bytes => bytes), 0xFF, 0xD9];
        Assert.Equal(PictureProblem.TooManyPixels, Problem(many));
    }

    /// <summary>Eight by eight grey pixels, progressive: all steps are one, each table has one code, and each of the two scans says nothing but it.</summary>
    private static byte[] GreySquare()
    {
        byte[] codes = [1, .. new byte[15], 0];
        return
        [
            0xFF, 0xD8,
            0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64),
            0xFF, Progressive, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0,
            0xFF, 0xC4, 0, 20, 0x00, .. codes,
            0xFF, 0xC4, 0, 20, 0x10, .. codes,
            0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 0x7F,
            0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0, 0x7F,
            0xFF, 0xD9,
        ];
    }

    [Fact]
    public void What_is_no_picture_or_cut_off_or_too_large_is_refused()
    {
        Assert.Equal(PictureProblem.Missing, Problem([]));
        Assert.Equal(PictureProblem.OtherKind, Problem("<svg onload='alert(1)'/>"u8.ToArray()));
        Assert.Equal(PictureProblem.OtherKind, Problem("GIF89a"u8.ToArray()));
        Assert.Equal(PictureProblem.TooManyBytes, Problem([.. SheetPhoto.Jpeg, .. new byte[SheetPicture.MostBytes]]));
        foreach (var whole in new[] { Corners(SKEncodedImageFormat.Jpeg), Corners(SKEncodedImageFormat.Png) })
            for (var length = 8; length < whole.Length * 3 / 4; length++) Assert.Equal(PictureProblem.Damaged, Problem(whole[..length]));
    }

    [Fact]
    public void Whatever_bytes_are_changed_it_is_encoded_anew_or_refused_and_nothing_else_happens()
    {
        var random = new Random(20261128);
        foreach (var original in new[] { SheetPhoto.JpegFromPhone(), SheetPhoto.PngWithAuthor() })
            for (var i = 0; i < 1_000; i++)
            {
                var bytes = original.ToArray();
                for (var changes = random.Next(1, 5); changes > 0; changes--) bytes[random.Next(3, bytes.Length)] = (byte)random.Next(256);
                if (UploadedPicture.TryEncodeAnew(bytes, UploadedPicture.MostKeptPixels, out var picture, out _))
                    Assert.DoesNotContain("GPS-AT", Text(picture.Bytes), StringComparison.Ordinal);
            }
    }

    private static UploadedPicture Anew(byte[] bytes)
    {
        Assert.True(UploadedPicture.TryEncodeAnew(bytes, UploadedPicture.MostKeptPixels, out var picture, out var problem), $"{problem}");
        return picture;
    }

    private static PictureProblem Problem(byte[] bytes)
    {
        Assert.False(UploadedPicture.TryEncodeAnew(bytes, UploadedPicture.MostKeptPixels, out _, out var problem));
        return problem.Value;
    }

    /// <summary>Sixty-four by thirty-two pixels, each quarter in its own colour.</summary>
    private static byte[] Corners(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(64, 32);
        for (var x = 0; x < 64; x++)
            for (var y = 0; y < 32; y++)
                bitmap.SetPixel(x, y, (x < 32, y < 16) switch
                {
                    (true, true) => SKColors.Red, (false, true) => SKColors.Lime, (false, false) => SKColors.Blue, (true, false) => SKColors.White,
                });
        using var encoded = bitmap.Encode(format, 95);
        return encoded.ToArray();
    }

    /// <summary>The colours of the four quarters, from the top left and clockwise.</summary>
    private static string CornersOf(byte[] bytes)
    {
        using var bitmap = SKBitmap.Decode(bytes);
        // To the last pixel: a picture that is moved by one has an empty edge.
        var (right, below) = (bitmap.Width - 1, bitmap.Height - 1);
        var (left, above) = (0, 0);
        return string.Concat(new[] { (left, above), (right, above), (right, below), (left, below) }.Select(at => Letter(bitmap.GetPixel(at.Item1, at.Item2))));
    }

    private static char Letter(SKColor colour) => (colour.Red > 127, colour.Green > 127, colour.Blue > 127) switch
    {
        (true, false, false) => 'R', (false, true, false) => 'G', (false, false, true) => 'B', (true, true, true) => 'W', _ => '?',
    };

    private static byte[] Plain(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Gray8, SKAlphaType.Opaque);
        using var encoded = bitmap.Encode(format, 50);
        return encoded.ToArray();
    }

    private static byte[] Orientation(byte way) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, way, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Eight by eight pixels of one colour in four components. Source of the segments: ITU-T T.81, annex B.</summary>
    private static byte[] Cmyk() =>
    [
        0xFF, 0xD8,
        0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0, // no colour transform
        0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64),
        0xFF, Baseline, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0,
        0xFF, 0xC4, 0, 20, 0x00, 1, .. new byte[15], 0, // one code of one bit: no difference
        0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0, // one code of one bit: the block's end
        0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0,
        0x00,
        0xFF, 0xD9,
    ];

    private static int Components(byte[] jpeg) => jpeg[jpeg.AsSpan().IndexOf([(byte)0xFF, Baseline]) + 9];

    /// <summary>The PNG with another width and height in its header, and the header's check sum made right.</summary>
    private static byte[] Enormous(byte[] png, uint side)
    {
        var bytes = png.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), side);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(20), side);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(29), CheckSum(bytes.AsSpan(12, 17)));
        return bytes;
    }

    private static uint CheckSum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
        }
        return ~sum;
    }

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
