using System.Globalization;
using System.Text.RegularExpressions;

namespace PbDecisionDay.Ledger.Trees;

/// <summary>
/// The name of one file of a tiled log: hashes (<c>tile/&lt;L&gt;/&lt;N&gt;[.p/&lt;W&gt;]</c>) or entries
/// (<c>tile/entries/&lt;N&gt;[.p/&lt;W&gt;]</c>). Source: C2SP tlog-tiles.
/// </summary>
public readonly partial record struct Tile
{
    /// <summary>Hashes or entries in a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>Tree levels that one tile spans.</summary>
    internal const int Height = 8;

    private Tile(int? level, long index, int width) => (Level, Index, Width) = (level, index, width);

    /// <summary>0 to 63 for hashes, leaf hashes at 0; null for entries.</summary>
    public int? Level { get; }

    /// <summary>The tile's place in its level, from 0.</summary>
    public long Index { get; }

    /// <summary>1 to 256; below 256 the tile is partial.</summary>
    public int Width { get; }

    /// <summary>Whether more may follow in this tile when the log grows.</summary>
    public bool IsPartial => Width < FullWidth;

    /// <summary>A tile of hashes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside 0 to 63, the index negative, or the width outside 1 to 256.</exception>
    public static Tile OfHashes(int level, long index, int width) =>
        new(level is >= 0 and <= 63 ? level : throw new ArgumentOutOfRangeException(nameof(level)), Checked(index), Checked(width));

    /// <summary>A bundle of entries.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative, or the width outside 1 to 256.</exception>
    public static Tile OfEntries(long index, int width) => new(null, Checked(index), Checked(width));

    /// <summary>Every file of a log of <paramref name="size"/> entries: entries, then hashes from level 0 upwards, each in order.</summary>
    public static IEnumerable<Tile> AllOf(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return Row(null, size).Concat(HashesOf(size));
    }

    /// <summary>Whether a log of <paramref name="size"/> entries has everything in this tile.</summary>
    public bool IsIn(long size) => Index <= int.MaxValue && Width <= HashesAt(Level ?? 0, size) - Index * FullWidth;

    /// <summary>The path below the log's own, for example <c>tile/0/x001/234.p/7</c>.</summary>
    public string Path
    {
        get
        {
            var place = (Index % 1000).ToString("000", CultureInfo.InvariantCulture);
            for (var rest = Index / 1000; rest > 0; rest /= 1000)
                place = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/{place}");
            var partial = IsPartial ? string.Create(CultureInfo.InvariantCulture, $".p/{Width}") : "";
            return $"tile/{Level?.ToString(CultureInfo.InvariantCulture) ?? "entries"}/{place}{partial}";
        }
    }

    /// <summary>Reads a path. Accepts only what <see cref="Path"/> writes.</summary>
    public static bool TryParse(string? path, out Tile tile)
    {
        tile = default;
        var parts = PathForm().Match(path ?? "");
        if (!parts.Success
            || !long.TryParse(parts.Groups["place"].Value.Replace("x", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return false;
        var width = parts.Groups["width"] is { Success: true, Value: var text } ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : FullWidth;
        int? level = parts.Groups["level"].Value is var name and not "entries" ? int.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture) : null;
        if (level > 63 || width is < 1 or > FullWidth)
            return false;
        tile = new Tile(level, index, width);
        return tile.Path == path;
    }

    /// <inheritdoc/>
    public override string ToString() => Path;

    private static IEnumerable<Tile> HashesOf(long size)
    {
        for (var level = 0; HashesAt(level, size) > 0; level++)
            foreach (var tile in Row(level, HashesAt(level, size)))
                yield return tile;
    }

    private static IEnumerable<Tile> Row(int? level, long count)
    {
        for (var index = 0L; index * FullWidth < count; index++)
            yield return new Tile(level, index, (int)Math.Min(FullWidth, count - index * FullWidth));
    }

    private static long HashesAt(int level, long size) => level > 7 ? 0 : size >> (level * Height);

    private static long Checked(long index) => index >= 0 ? index : throw new ArgumentOutOfRangeException(nameof(index));

    private static int Checked(int width) => width is >= 1 and <= FullWidth ? width : throw new ArgumentOutOfRangeException(nameof(width));

    [GeneratedRegex(@"\Atile/(?<level>[0-9]{1,2}|entries)/(?<place>(x[0-9]{3}/){0,5}[0-9]{3})(\.p/(?<width>[0-9]{1,3}))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex PathForm();
}
