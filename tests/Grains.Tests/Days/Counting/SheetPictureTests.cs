using System.Text;
using PbDecisionDay.Grains.Days.Counting;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests.Days.Counting;

/// <summary>A photograph of the signed sheet keeps its pixels and loses where and with what it was taken.</summary>
public sealed class SheetPictureTests
{
    private static readonly byte[] OnlyTheWayUp = Convert.FromHexString("FFE10022" + "457869660000" + "4D4D002A00000008" + "0001" + "011200030000000100060000" + "00000000");

    [Fact]
    public void A_phones_photograph_loses_place_phone_comment_and_film_and_stays_the_same_picture_the_same_way_up()
    {
        var phone = SheetPhoto.JpegFromPhone();
        Assert.All(SheetPhoto.Traces[..^1], trace => Assert.Contains(trace, Text(phone), StringComparison.Ordinal));

        var picture = Clean(phone);

        Assert.Equal("image/jpeg", picture.MediaType);
        Assert.All(SheetPhoto.Traces, trace => Assert.DoesNotContain(trace, Text(picture.Bytes), StringComparison.Ordinal));
        Assert.Equal([.. SheetPhoto.Jpeg[..20], .. OnlyTheWayUp, .. SheetPhoto.Jpeg[20..]], picture.Bytes);
    }

    [Fact]
    public void A_plain_picture_stays_as_it_is_byte_for_byte_its_colour_profile_included()
    {
        Assert.Equal(SheetPhoto.Jpeg, Clean(SheetPhoto.Jpeg).Bytes);
        Assert.Equal(SheetPhoto.Png, Clean(SheetPhoto.Png).Bytes);
        var cleaned = Clean(SheetPhoto.JpegFromPhone()).Bytes;
        Assert.Equal(cleaned, Clean(cleaned).Bytes);
    }

    [Fact]
    public void A_png_loses_its_texts_times_and_whatever_follows_it()
    {
        var picture = Clean(SheetPhoto.PngWithAuthor());
        Assert.Equal("image/png", picture.MediaType);
        Assert.Equal(SheetPhoto.Png, picture.Bytes);
    }

    [Fact]
    public void What_is_no_picture_or_cut_off_or_too_large_is_refused_with_what_to_do()
    {
        Assert.Contains("choose a photograph", Problem([]), StringComparison.Ordinal);
        Assert.Contains("neither a JPEG nor a PNG", Problem("<svg onload='alert(1)'/>"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("neither a JPEG nor a PNG", Problem("GIF89a"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("at most 10 MB", Problem([.. SheetPhoto.Jpeg, .. new byte[SheetPicture.Most]]), StringComparison.Ordinal);
        for (var length = 3; length < SheetPhoto.Jpeg.Length; length++)
            Assert.Contains("damaged", Problem(SheetPhoto.Jpeg[..length]), StringComparison.Ordinal);
        for (var length = 8; length < SheetPhoto.Png.Length; length++)
            Assert.Contains("damaged", Problem(SheetPhoto.Png[..length]), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_bytes_are_changed_it_is_cleaned_or_refused_and_nothing_else_happens()
    {
        var random = new Random(20261122);
        foreach (var original in new[] { SheetPhoto.JpegFromPhone(), SheetPhoto.PngWithAuthor() })
            for (var i = 0; i < 5_000; i++)
            {
                var bytes = original.ToArray();
                for (var changes = random.Next(1, 5); changes > 0; changes--) bytes[random.Next(3, bytes.Length)] = (byte)random.Next(256);
                if (SheetPicture.TryClean(bytes, out var picture, out _)) Assert.True(picture.Bytes.Length <= bytes.Length);
            }
    }

    private static SheetPicture Clean(byte[] bytes)
    {
        Assert.True(SheetPicture.TryClean(bytes, out var picture, out var problem), problem);
        return picture;
    }

    private static string Problem(byte[] bytes)
    {
        Assert.False(SheetPicture.TryClean(bytes, out _, out var problem));
        return problem;
    }

    private static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
