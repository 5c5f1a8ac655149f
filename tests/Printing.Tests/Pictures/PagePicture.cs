using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PbDecisionDay.Printing.Tests.Pictures;

/// <summary>A printed page as a picture, drawn by a library that has nothing to do with its writer, with the square codes that another reads from it.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Dark">The part of the pixels that are dark.</param>
/// <param name="Codes">The codes that were read.</param>
public sealed record PagePicture(int Width, int Height, double Dark, IReadOnlyList<PagePicture.Code> Codes)
{
    private const double DotsAnInch = 216, PointsAnInch = 72;

    /// <summary>Pixels of a millimetre.</summary>
    public const double PixelsAMillimetre = DotsAnInch / 25.4;

    /// <summary>Draws the pages of a PDF. Where <c>PBDD_PICTURES</c> names a folder, they are kept there for people to look at.</summary>
    /// <param name="pdf">The file.</param>
    /// <param name="name">What the pictures are called.</param>
    public static IReadOnlyList<PagePicture> Of(byte[] pdf, string name)
    {
        string[] kept = [];
        if (Environment.GetEnvironmentVariable("PBDD_PICTURES") is { Length: > 0 } folder)
            kept = [Directory.CreateDirectory(Path.Combine(folder, name)).FullName];
        string[] arguments = [Path.Combine(Here(), "draw.mjs"), $"{DotsAnInch / PointsAnInch}", .. kept];
        using var node = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        node.StandardInput.BaseStream.Write(pdf);
        node.StandardInput.Close();
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, error.Result);
        return JsonSerializer.Deserialize<PagePicture[]>(output.Result, JsonSerializerOptions.Web)!;
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    /// <summary>A square code that was read from the picture.</summary>
    /// <param name="Text">What it says.</param>
    /// <param name="Left">Its left edge, pixels.</param>
    /// <param name="Top">Its top.</param>
    /// <param name="Right">Its right edge.</param>
    /// <param name="Bottom">Its bottom.</param>
    public sealed record Code(string Text, double Left, double Top, double Right, double Bottom);
}
