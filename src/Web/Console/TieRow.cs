using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Console;

/// <summary>One place in the order that decides between equals, as the rules page asks it.</summary>
public sealed class TieRow
{
    /// <summary>The fewest rows that the page offers.</summary>
    public const int Offered = 3;

    /// <summary>The word of a <see cref="TieBreakKind"/>; empty where the row is not used.</summary>
    public string? Kind { get; set; }

    /// <summary>For lots, the public words; otherwise kept and without effect.</summary>
    public string? Seed { get; set; }

    /// <summary>The rows of an order, with empty ones up to <see cref="Offered"/>.</summary>
    public static List<TieRow> Of(ImmutableArray<TieBreak> ties) =>
        [.. ties.Select(tie => new TieRow { Kind = Words.Of(tie.Kind), Seed = tie.Seed }), .. Enumerable.Range(0, Math.Max(0, Offered - ties.Length)).Select(_ => new TieRow())];

    /// <summary>The order that rows give; the place of the first one that cannot be read, or -1.</summary>
    public static int Read(IReadOnlyList<TieRow> rows, out ImmutableArray<TieBreak> ties)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var read = ImmutableArray.CreateBuilder<TieBreak>();
        ties = [];
        for (var at = 0; at < rows.Count; at++)
        {
            if (string.IsNullOrEmpty(rows[at].Kind)) continue;
            if (!TieBreak.TryParse(rows[at].Kind == Words.Of(TieBreakKind.Lots) ? $"lots:{rows[at].Seed}" : rows[at].Kind!, out var tie)) return at;
            read.Add(tie);
        }
        ties = read.ToImmutable();
        return -1;
    }
}
