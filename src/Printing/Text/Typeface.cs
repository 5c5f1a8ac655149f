using HarfBuzzSharp;

namespace PbDecisionDay.Printing.Text;

/// <summary>
/// The faces of one look: a face for each script, tried in an order that begins with the script's own. A further script is one line here and
/// its files in <c>Fonts</c>.
/// </summary>
internal sealed class Typeface
{
    private static readonly UnicodeFunctions Unicode = UnicodeFunctions.Default;

    private readonly Lazy<Face> _latin;
    private readonly Lazy<Face> _urdu;
    private readonly (Script Script, Lazy<Face> Face)[] _scripts;

    private Typeface(string latin, int weight)
    {
        Lazy<Face> Noto(string name, double baseline, double lineHeight) => Face.Of($"noto-{name}-{weight}-normal.woff", baseline, lineHeight);
        var chinese = Noto("sans-sc-chinese-simplified", 0.92, 1.32);
        _latin = Face.Of(latin, 0.8, 1.22);
        _urdu = Noto("nastaliq-urdu-arabic", 1.35, 2.05);
        _scripts =
        [
            (Script.Arabic, Noto("sans-arabic-arabic", 1.0, 1.5)),
            (Script.Devanagari, Noto("sans-devanagari-devanagari", 0.95, 1.4)),
            (Script.Bengali, Noto("sans-bengali-bengali", 0.95, 1.4)),
            (Script.Gurmukhi, Noto("sans-gurmukhi-gurmukhi", 0.95, 1.4)),
            (Script.Han, chinese),
        ];
    }

    /// <summary>Running text.</summary>
    public static Typeface Text { get; } = new("DejaVuSans.ttf", 400);

    /// <summary>Emphasis.</summary>
    public static Typeface Bold { get; } = new("DejaVuSans-Bold.ttf", 700);

    /// <summary>Codes, in which 0 and O, 1 and I differ.</summary>
    public static Typeface Code { get; } = new("DejaVuSansMono-Bold.ttf", 700);

    /// <summary>The script of a character; <see cref="Script.Common"/> and <see cref="Script.Inherited"/> belong to their neighbour's.</summary>
    public static Script ScriptOf(int character) => Unicode.GetScript((uint)character);

    /// <summary>The face that sets a character.</summary>
    /// <param name="character">The character.</param>
    /// <param name="script">Its script, or its neighbour's.</param>
    /// <param name="language">The text's language as a BCP 47 tag; Urdu is set in Nastaliq.</param>
    public Face For(int character, Script script, string language)
    {
        var own = OwnFace(script, language).Value;
        if (own.Has(character)) return own;
        return _latin.Value.Has(character) ? _latin.Value : _scripts.Select(one => one.Face.Value).FirstOrDefault(face => face.Has(character), own);
    }

    private Lazy<Face> OwnFace(Script script, string language)
    {
        if (script == Script.Arabic && language == "ur") return _urdu;
        foreach (var (known, face) in _scripts)
            if (known == script) return face;
        return _latin;
    }
}
