using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace PbDecisionDay.Printing;

/// <summary>A QR code as its modules, without the quiet zone, for print, SVG and PDF alike.</summary>
public sealed class QrMatrix
{
    /// <summary>The light border a reader needs round a code, in modules. Source: ISO/IEC 18004:2015, 9.1.</summary>
    public const int QuietZone = 4;

    private readonly BitArray[] _rows;

    private QrMatrix(BitArray[] rows) => _rows = rows;

    /// <summary>Modules along one side.</summary>
    public int Size => _rows.Length;

    /// <summary>Encodes a text with error correction level M, which survives a crease and a thumb.</summary>
    public static QrMatrix Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var padded = data.ModuleMatrix;
        var size = padded.Count - 2 * QuietZone;
        var rows = new BitArray[size];
        for (var y = 0; y < size; y++)
        {
            rows[y] = new BitArray(size);
            for (var x = 0; x < size; x++) rows[y][x] = padded[y + QuietZone][x + QuietZone];
        }
        return new QrMatrix(rows);
    }

    /// <summary>Whether the module in a column and row is dark.</summary>
    public bool IsDark(int x, int y) => _rows[y][x];

    /// <summary>The dark modules as horizontal runs, row by row.</summary>
    public IEnumerable<(int X, int Y, int Length)> Runs()
    {
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
            {
                if (!IsDark(x, y)) continue;
                var start = x;
                while (x < Size && IsDark(x, y)) x++;
                yield return (start, y, x - start);
            }
    }

    /// <summary>The dark modules as an SVG path in module units, the quiet zone to be added by the view box.</summary>
    public string SvgPath()
    {
        var path = new StringBuilder();
        foreach (var (x, y, length) in Runs()) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{length}v1h-{length}z");
        return path.ToString();
    }

    /// <summary>The whole code with its quiet zone as an SVG element: dark on white in every theme, or no camera reads it.</summary>
    /// <param name="label">What the code is, for those who cannot see it.</param>
    public string Svg(string label)
    {
        var side = Size + 2 * QuietZone;
        return string.Create(CultureInfo.InvariantCulture,
            $"""<svg class="qr" viewBox="{-QuietZone} {-QuietZone} {side} {side}" role="img" aria-label="{System.Net.WebUtility.HtmlEncode(label)}" shape-rendering="crispEdges"><path fill="#fff" d="M{-QuietZone} {-QuietZone}h{side}v{side}h-{side}z"/><path fill="#000" d="{SvgPath()}"/></svg>""");
    }
}
