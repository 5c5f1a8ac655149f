using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace PbDecisionDay.Mutants;

/// <summary>A file with its drawn changes behind switches, and where each of them stands in it.</summary>
internal sealed class SwitchedSource
{
    private readonly StringBuilder _text = new();
    private readonly List<(TextSpan Span, Mutant Mutant)> _places = [];
    private readonly List<(int Old, int New)> _steps = [(0, 0)];
    private readonly string _source;

    public SwitchedSource(string source, IEnumerable<Mutant> mutants)
    {
        _source = source;
        var all = mutants.ToList();
        var pieces = all.Select(mutant => new Piece(mutant.Span, mutant, ""))
            .Concat(all.SelectMany(mutant => mutant.Companions).Distinct().Select(change => new Piece(change.Span, null, change.NewText!)))
            .OrderBy(piece => piece.Span.Start).ThenByDescending(piece => piece.Span.Length).ThenBy(piece => piece.Mutant?.Number);
        Write(new TextSpan(0, source.Length), [.. pieces]);
        Text = SourceText.From(_text.ToString());
    }

    public SourceText Text { get; }

    /// <summary>The changes that an error of the compiler is about: the innermost around it, or the last one before it in its member.</summary>
    public IEnumerable<Mutant> At(int line, int column)
    {
        var position = Text.Lines[line - 1].Start + column - 1;
        var around = _places.Where(place => place.Span.Contains(position)).OrderBy(place => place.Span.Length).ToList();
        if (around.Count > 0) return [around[0].Mutant];
        var (old, at) = _steps.Last(step => step.New <= position);
        var before = position - at + old;
        var member = _places.Where(place => place.Mutant.Member.IntersectsWith(before)).OrderBy(place => place.Span.Start).ToList();
        var earlier = member.Where(place => place.Span.Start < position).ToList();
        return earlier.Count > 0 ? [earlier[^1].Mutant] : member.Select(place => place.Mutant);
    }

    public string Line(int line) => Text.Lines[line - 1].ToString();

    private void Write(TextSpan span, List<Piece> pieces)
    {
        var at = span.Start;
        for (var next = 0; next < pieces.Count;)
        {
            var piece = pieces[next];
            var inside = pieces.Skip(next + 1).TakeWhile(other => piece.Span.Contains(other.Span)).ToList();
            Copy(at, piece.Span.Start);
            var start = _text.Length;
            if (piece.Mutant is not { } mutant)
                _text.Append(piece.Text);
            else
            {
                _text.Append(Switched(mutant.Prefix, mutant.Number));
                Write(piece.Span, inside);
                _text.Append(Switched(mutant.Suffix, mutant.Number));
                _places.Add((TextSpan.FromBounds(start, _text.Length), mutant));
            }
            at = piece.Span.End;
            next += 1 + inside.Count;
        }
        Copy(at, span.End);
    }

    private void Copy(int from, int to)
    {
        _steps.Add((from, _text.Length));
        _text.Append(_source, from, to - from);
    }

    private static string Switched(string code, int number) => code.Replace(
        Mutant.SwitchCall, string.Create(CultureInfo.InvariantCulture, $"global::MutantSwitch.On({number})"), StringComparison.Ordinal);

    private sealed record Piece(TextSpan Span, Mutant? Mutant, string Text);
}
