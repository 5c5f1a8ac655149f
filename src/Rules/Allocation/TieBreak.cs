using System.Collections.Immutable;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>One way to put tied projects in order, written as its word or <c>lots:SEED</c>.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Seed">For lots the public seed, any text without line breaks or commas; otherwise empty.</param>
public readonly record struct TieBreak(TieBreakKind Kind, string Seed = "")
{
    /// <summary>Whether no two projects are left tied.</summary>
    public bool AlwaysDecides => Kind is TieBreakKind.File or TieBreakKind.Id or TieBreakKind.Lots;

    /// <summary>Lower cost, then the order of ids.</summary>
    public static ImmutableArray<TieBreak> Default { get; } = [new(TieBreakKind.LowerCost), new(TieBreakKind.Id)];

    /// <summary>Reads one written way.</summary>
    public static bool TryParse(string text, out TieBreak tie)
    {
        if (text.StartsWith("lots:", StringComparison.Ordinal))
        {
            tie = new(TieBreakKind.Lots, text[5..]);
            return tie.Seed.Length > 0 && tie.Seed.AsSpan().IndexOfAny(",\r\n") < 0;
        }
        bool known = Words.TryRead(text, out TieBreakKind kind) && kind != TieBreakKind.Lots;
        tie = new(kind);
        return known;
    }

    /// <summary>Reads an ordered list with commas between, and says what is wrong with it.</summary>
    public static bool TryParseList(string text, out ImmutableArray<TieBreak> ties, out string? problem)
    {
        ties = [];
        var list = ImmutableArray.CreateBuilder<TieBreak>();
        foreach (string word in text.Split(','))
        {
            if (!TryParse(word, out TieBreak tie))
            {
                problem = $"'{word}' is no way to break ties: use lower-cost, more-votes, first-preferences, file, id or lots:SEED";
                return false;
            }
            list.Add(tie);
        }
        problem = Problem(list.ToImmutable());
        ties = problem is null ? list.ToImmutable() : [];
        return problem is null;
    }

    /// <summary>Why a list does not decide every tie, or null.</summary>
    public static string? Problem(ImmutableArray<TieBreak> ties) =>
        ties.IsEmpty || !ties[^1].AlwaysDecides
            ? "the tie order must end in file, id or lots:SEED, which always decide"
            : null;

    /// <summary>The written form.</summary>
    public override string ToString() => Kind == TieBreakKind.Lots ? $"lots:{Seed}" : Words.Of(Kind);
}
