using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Patterns;

/// <summary>
/// Numbers of a table as they are told, of which more and more are left out until a small one cannot be worked out from the others. Numbers are left out
/// from the end of the table on, whatever they are: that one was left out says nothing of it. Source: docs/adr/0067.
/// </summary>
internal sealed class LeftOut
{
    // In so many other ways, at least, a small number can be what it is told to be.
    private const int OtherWays = 2;

    private readonly ToldNumber[] _told;

    public LeftOut(ImmutableArray<int> parts, int all)
        : this(parts, [.. parts.Select(_ => all)])
    {
    }

    /// <summary>Numbers each of which is some of another number.</summary>
    public LeftOut(ImmutableArray<int> parts, ImmutableArray<int> all)
    {
        (Parts, All, _told) = (parts, all, [.. parts.Zip(all, ToldNumber.Of)]);
        Small = [.. _told.Index().Where(one => one.Item.Kind != ToldKind.Exact).Select(one => one.Index)];
    }

    public ImmutableArray<int> Parts { get; }

    public ImmutableArray<int> All { get; }

    /// <summary>The small numbers, and those of which little is left of all.</summary>
    public ImmutableArray<int> Small { get; }

    public ImmutableArray<ToldNumber> Told => [.. _told];

    /// <summary>Leaves out the last number that is told exactly.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Next()
    {
        int at = Array.FindLastIndex(_told, one => one.Kind == ToldKind.Exact);
        if (at >= 0)
            _told[at] = ToldNumber.Roughly(Parts[at], All[at]);
        return at >= 0;
    }

    /// <summary>Leaves out until no small number comes out, or nothing more can be left out.</summary>
    /// <returns>Whether none comes out.</returns>
    public bool Until(Func<LeftOut, int, int> ways)
    {
        while (Small.Any(at => ways(this, at) < OtherWays))
            if (!Next())
                return false;
        return true;
    }

    /// <summary>Leaves out of two tables, first of the second one, until no small number of either comes out.</summary>
    public static bool Until(LeftOut first, LeftOut second, Func<int, int> ways, Func<int, int> waysOfSecond)
    {
        while (first.Small.Any(at => ways(at) < OtherWays) || second.Small.Any(at => waysOfSecond(at) < OtherWays))
            if (!second.Next() && !first.Next())
                return false;
        return true;
    }

    /// <summary>How often a number can change where the sum of all is known.</summary>
    public static int OfSum(LeftOut table, int at) => table.Others(at).Select(other => Ways((table, at, 1), (table, other, -1))).DefaultIfEmpty().Max();

    /// <summary>How often a number of ballots can change where all ballots and all choices are known.</summary>
    public static Func<LeftOut, int, int> OfSpread(ImmutableArray<int> projects) => (table, at) => table.Others(at)
        .SelectMany(one => table.Others(at).Where(other => other > one).Select(other => Ways(
            (table, at, projects[other] - projects[one]), (table, one, projects[at] - projects[other]), (table, other, projects[one] - projects[at]))))
        .DefaultIfEmpty().Max();

    /// <summary>How often the numbers can change together by these steps, up and down, and are told as before.</summary>
    public static int Ways(params ReadOnlySpan<(LeftOut Table, int At, int Step)> changes)
    {
        var (up, down) = (int.MaxValue / 2, int.MaxValue / 2);
        foreach (var (table, at, step) in changes)
        {
            var (first, last) = table._told[at].Range(table.All[at]);
            var (above, below) = ((last - table.Parts[at]) / Math.Abs(step), (table.Parts[at] - first) / Math.Abs(step));
            (up, down) = step > 0 ? (Math.Min(up, above), Math.Min(down, below)) : (Math.Min(up, below), Math.Min(down, above));
        }
        return up + down;
    }

    /// <summary>The other numbers that are not told exactly.</summary>
    public IEnumerable<int> Others(int at) => Hidden.Where(other => other != at);

    /// <summary>The numbers that are not told exactly.</summary>
    public IEnumerable<int> Hidden => Enumerable.Range(0, _told.Length).Where(at => _told[at].Kind != ToldKind.Exact);
}
