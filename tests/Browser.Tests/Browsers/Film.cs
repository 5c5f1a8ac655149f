using System.Text;
using PbDecisionDay.Printing;

namespace PbDecisionDay.Browser.Tests.Browsers;

/// <summary>A film in which a QR code lies still in view, in the raw format that Chromium's pretended camera plays (YUV4MPEG2).</summary>
public static class Film
{
    private const int Width = 640, Height = 480, Frames = 5, Module = 12;
    private const byte White = 235, Black = 16, NoColour = 128;

    /// <summary>Writes the film of a code that says a text.</summary>
    public static void Write(string path, string text)
    {
        var light = Picture(QrMatrix.Of(text));
        var colour = new byte[Width * Height / 2];
        Array.Fill(colour, NoColour);
        using var file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F5:1 Ip A1:1 C420jpeg\n"));
        for (var frame = 0; frame < Frames; frame++)
        {
            file.Write("FRAME\n"u8);
            file.Write(light);
            file.Write(colour);
        }
    }

    private static byte[] Picture(QrMatrix code)
    {
        var picture = new byte[Width * Height];
        Array.Fill(picture, White);
        var (left, top) = ((Width - code.Size * Module) / 2, (Height - code.Size * Module) / 2);
        for (var y = 0; y < code.Size * Module; y++)
            for (var x = 0; x < code.Size * Module; x++)
                if (code.IsDark(x / Module, y / Module)) picture[(top + y) * Width + left + x] = Black;
        return picture;
    }
}
