using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace PbDecisionDay.Printing.Text;

/// <summary>A text with the direction, face and script of each character: what lines are cut from and shaped by.</summary>
internal sealed class Passage
{
    private readonly byte[] _levels;
    private readonly Face[] _faces;
    private readonly Script[] _scripts;

    /// <summary>Prepares a text.</summary>
    /// <param name="text">The text, one paragraph.</param>
    /// <param name="style">How it is set.</param>
    /// <param name="rightToLeft">Its direction; where none is given, that of its first letter.</param>
    public Passage(string text, TextStyle style, bool? rightToLeft = null)
    {
        (Text, Style) = (text, style);
        RightToLeft = rightToLeft ?? BidiLevels.IsRightToLeft(text);
        _levels = BidiLevels.Of(text, RightToLeft);
        _scripts = Scripts(text);
        _faces = Faces(text);
    }

    public string Text { get; }

    public TextStyle Style { get; }

    /// <summary>Whether its lines begin at the right.</summary>
    public bool RightToLeft { get; }

    /// <summary>Whether the faces have a glyph for every character.</summary>
    public bool IsWhole => new ShapedLine(this, 0, Text.Length).Runs.All(run => run.Glyphs.All(glyph => glyph.Glyph != 0));

    /// <summary>The stretches of a line that are shaped as one, from left to right as they are seen (rule L2).</summary>
    public IReadOnlyList<Stretch> Stretches(int start, int end)
    {
        var stretches = new List<Stretch>();
        for (var at = start; at < end;)
        {
            var from = at;
            while (at < end && _levels[at] == _levels[from] && _faces[at] == _faces[from] && _scripts[at] == _scripts[from]) at++;
            stretches.Add(new(from, at - from, _levels[from], _faces[from], _scripts[from]));
        }
        for (var level = stretches.Select(one => one.Level).DefaultIfEmpty().Max(); level > 0; level--)
            for (var at = 0; at < stretches.Count; at++)
            {
                var from = at;
                while (at < stretches.Count && stretches[at].Level >= level) at++;
                stretches.Reverse(from, at - from);
            }
        return stretches;
    }

    // A character of no script of its own belongs to the one before it, or else to the first that follows.
    private static Script[] Scripts(string text)
    {
        var scripts = new Script[text.Length];
        Script? last = null;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var script = Typeface.ScriptOf(rune.Value);
            if (script != Script.Common && script != Script.Inherited)
            {
                if (last is null) Array.Fill(scripts, script, 0, at);
                last = script;
            }
            for (var end = at + rune.Utf16SequenceLength; at < end; at++) scripts[at] = last ?? Script.Latin;
        }
        return scripts;
    }

    // Marks, joiners and direction marks stay in the face of what they stand behind.
    private Face[] Faces(string text)
    {
        var faces = new Face[text.Length];
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var follows = at > 0
                && (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || Typeface.ScriptOf(rune.Value) == Script.Inherited);
            var face = follows ? faces[at - 1] : Style.Typeface.For(rune.Value, _scripts[at], Style.Language);
            for (var end = at + rune.Utf16SequenceLength; at < end; at++) faces[at] = face;
        }
        return faces;
    }

    /// <summary>Characters of one direction, face and script.</summary>
    public readonly record struct Stretch(int Start, int Length, byte Level, Face Face, Script Script);
}
