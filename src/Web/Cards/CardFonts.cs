using PdfSharp.Fonts;

namespace PbDecisionDay.Web.Cards;

/// <summary>The fonts of printed sheets: PDFsharp brings none, so DejaVu Sans is embedded from its npm package at build.</summary>
internal sealed class CardFonts : IFontResolver
{
    /// <summary>The family of running text.</summary>
    public const string Text = "Card text";

    /// <summary>The family of codes, in which 0 and O, 1 and I differ.</summary>
    public const string Code = "Card code";

    private static readonly Lock Gate = new();

    private CardFonts() { }

    /// <summary>Gives PDFsharp its fonts; it takes them once a process.</summary>
    public static void Install()
    {
        lock (Gate) GlobalFontSettings.FontResolver ??= new CardFonts();
    }

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => familyName switch
    {
        Text => new FontResolverInfo(isBold ? "DejaVuSans-Bold" : "DejaVuSans"),
        Code => new FontResolverInfo("DejaVuSansMono-Bold"),
        _ => null,
    };

    public byte[]? GetFont(string faceName)
    {
        using var font = typeof(CardFonts).Assembly.GetManifestResourceStream($"fonts/{faceName}.ttf");
        if (font is null) return null;
        var bytes = new byte[font.Length];
        font.ReadExactly(bytes);
        return bytes;
    }
}
