using System.Runtime.InteropServices;

namespace PbDecisionDay.Printing.Text;

/// <summary>
/// A font cut down to some of its glyphs, which keep their numbers, so that a PDF holds what it shows instead of megabytes. HarfBuzz does it; its
/// .NET package has no words for it, so these are the functions of its library. Source: harfbuzz.github.io, hb-subset.
/// </summary>
internal static partial class FontSubset
{
    private const string Library = "libHarfBuzzSharp";
    private const uint NoHinting = 0x1, RetainGlyphNumbers = 0x2, NoLayoutClosure = 0x200;
    private const int DroppedTables = 3; // HB_SUBSET_SETS_DROP_TABLE_TAG

    /// <summary>Cuts a font.</summary>
    /// <param name="face">HarfBuzz's face.</param>
    /// <param name="glyphs">The glyphs to keep.</param>
    /// <returns>The font file.</returns>
    /// <exception cref="InvalidOperationException">HarfBuzz cannot cut it.</exception>
    public static byte[] Of(HarfBuzzSharp.Face face, IEnumerable<ushort> glyphs)
    {
        var input = hb_subset_input_create_or_fail();
        if (input == 0) throw new InvalidOperationException("There is no memory for a font's subset.");
        try
        {
            hb_subset_input_set_flags(input, NoHinting | RetainGlyphNumbers | NoLayoutClosure);
            foreach (var glyph in glyphs) hb_set_add(hb_subset_input_glyph_set(input), glyph);
            // Shaping is over: how glyphs replace and move each other is of no use in a PDF.
            foreach (var table in (string[])["GSUB", "GPOS", "GDEF", "STAT"]) hb_set_add(hb_subset_input_set(input, DroppedTables), Tag(table));
            return Cut(face.Handle, input);
        }
        finally
        {
            hb_subset_input_destroy(input);
            GC.KeepAlive(face);
        }
    }

    private static byte[] Cut(nint face, nint input)
    {
        var subset = hb_subset_or_fail(face, input);
        if (subset == 0) throw new InvalidOperationException("A font cannot be cut down.");
        var blob = hb_face_reference_blob(subset);
        var file = new byte[(int)hb_blob_get_length(blob)];
        Marshal.Copy(hb_blob_get_data(blob, out _), file, 0, file.Length);
        hb_blob_destroy(blob);
        hb_face_destroy(subset);
        return file;
    }

    private static uint Tag(string name) => (uint)(name[0] << 24 | name[1] << 16 | name[2] << 8 | name[3]);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_create_or_fail();

    [LibraryImport(Library)]
    private static partial void hb_subset_input_destroy(nint input);

    [LibraryImport(Library)]
    private static partial void hb_subset_input_set_flags(nint input, uint flags);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_glyph_set(nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_set(nint input, int type);

    [LibraryImport(Library)]
    private static partial void hb_set_add(nint set, uint value);

    [LibraryImport(Library)]
    private static partial nint hb_subset_or_fail(nint face, nint input);

    [LibraryImport(Library)]
    private static partial nint hb_face_reference_blob(nint face);

    [LibraryImport(Library)]
    private static partial void hb_face_destroy(nint face);

    [LibraryImport(Library)]
    private static partial uint hb_blob_get_length(nint blob);

    [LibraryImport(Library)]
    private static partial nint hb_blob_get_data(nint blob, out uint length);

    [LibraryImport(Library)]
    private static partial void hb_blob_destroy(nint blob);
}
