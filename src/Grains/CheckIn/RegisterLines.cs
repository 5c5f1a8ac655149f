using System.Collections.Immutable;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>A day's lines in memory, found by id, by pass and by words.</summary>
internal sealed class RegisterLines
{
    private const int MostFound = 20;
    private const int MostAlike = 5;
    private const int LeastQuery = 2;
    private readonly Dictionary<string, Entry> byLine = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> byPass = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Detail), string> byPerson = [];
    /// <summary>How many lines look so.</summary>
    private readonly Dictionary<string, int> looksOfAll = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> byDoor = new(StringComparer.Ordinal);

    /// <summary>How many lines there are.</summary>
    public int Total => byLine.Count;

    /// <summary>How many of them have been checked in at each door.</summary>
    public IReadOnlyDictionary<string, long> CheckedIn => byDoor;

    /// <summary>Adds a line.</summary>
    public void Add(RegisterRow row)
    {
        Version++;
        var entry = new Entry(row);
        byLine.Add(row.Line, entry);
        byPerson[(row.Name, row.Detail)] = row.Line;
        foreach (var look in entry.Looks) looksOfAll[look] = looksOfAll.GetValueOrDefault(look) + 1;
        if (!row.Pass.IsEmpty) byPass[PassKey(row.Pass.Span)] = row.Line;
        if (row.CheckIn is { } checkIn) Count(checkIn);
    }

    /// <summary>All lines, in no order, each with its name as it is searched.</summary>
    public IReadOnlyCollection<(RegisterRow Row, string Name)> Folded => [.. byLine.Values.Select(entry => (entry.Row, entry.Name))];

    /// <summary>Another after a line was added or taken out.</summary>
    public int Version { get; private set; }

    /// <summary>Notes that somebody who was checked in is not any more.</summary>
    public RegisterRow Undo(RegisterRow row)
    {
        byDoor[row.CheckIn!.Door]--;
        return byLine[row.Line].Row = row with { CheckIn = null };
    }

    /// <summary>Takes a line out that was checked in.</summary>
    public void TakeOut(RegisterRow row)
    {
        byDoor[row.CheckIn!.Door]--;
        byLine.Remove(row.Line, out var entry);
        byPerson.Remove((row.Name, row.Detail));
        if (!row.Pass.IsEmpty) byPass.Remove(PassKey(row.Pass.Span));
        foreach (var look in entry!.Looks)
        {
            if (--looksOfAll[look] == 0) looksOfAll.Remove(look);
        }
        Version++;
    }

    /// <summary>Notes that somebody who was not checked in is.</summary>
    public void CheckIn(RegisterRow arrived)
    {
        byLine[arrived.Line].Row = arrived;
        Count(arrived.CheckIn!);
    }

    /// <summary>The line with this id.</summary>
    public RegisterRow? ById(string line) => byLine.TryGetValue(line, out var entry) ? entry.Row : null;

    /// <summary>The line whose pass's code has this SHA-256.</summary>
    public RegisterRow? ByPass(ReadOnlySpan<byte> hash) => byPass.TryGetValue(PassKey(hash), out var line) ? byLine[line].Row : null;

    /// <summary>A line with this name and this detail.</summary>
    public RegisterRow? Called(string name, string detail) => byPerson.TryGetValue((name, detail), out var line) ? byLine[line].Row : null;

    /// <summary>Whether somebody's name and detail look like these, however they were typed.</summary>
    public bool HasLookAlike(string name, string detail) => Looks(name, detail).Any(looksOfAll.ContainsKey);

    /// <summary>Name and detail as the eye compares them, whichever name comes first and with spaces or without: two spellings of one person share one.</summary>
    public static IReadOnlyList<string> Looks(string name, string detail) => Looks(LookAlike.NameReadings(name), LookAlike.Fold(detail));

    private static string[] Looks(IEnumerable<string> readings, string detail) => [.. readings.Select(one => $"{one}|{detail}")];

    /// <summary>Forgets every line.</summary>
    public void Clear()
    {
        Version++;
        byLine.Clear();
        byPass.Clear();
        byPerson.Clear();
        looksOfAll.Clear();
        byDoor.Clear();
    }

    /// <summary>People who might be the one of this name, at most five: whose names read, sound or are spelt nearly alike, or share a word and this detail; those with
    /// this detail first.</summary>
    public ImmutableArray<RegisterRow> Alike(string name, string detail)
    {
        var readings = LookAlike.NameReadings(name).ToHashSet(StringComparer.Ordinal);
        var words = SearchText.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var folded = LookAlike.Fold(detail);
        return
        [
            .. byLine.Values
                .Where(entry => readings.Overlaps(entry.Readings)
                    || NameMatch.MayBeOne(entry.NameWords, words, folded.Length > 0 && string.Equals(entry.DetailLook, folded, StringComparison.Ordinal)))
                .OrderByDescending(entry => string.Equals(entry.DetailLook, folded, StringComparison.Ordinal))
                .ThenBy(entry => entry.Name, StringComparer.Ordinal)
                .ThenBy(entry => entry.Row.Line, StringComparer.Ordinal)
                .Take(MostAlike)
                .Select(entry => entry.Row),
        ];
    }

    /// <summary>
    /// Lines that hold every word of the query: whole words of the name first, then beginnings, then the rest, each by name; then those whose names are
    /// spelt or sound nearly so.
    /// </summary>
    public ImmutableArray<RegisterRow> Search(string query)
    {
        var folded = SearchText.Fold(query);
        if (folded.Length < LeastQuery && !NameMatch.IsOfSigns(folded)) return [];
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. byLine.Values
                .Select(entry => (Entry: entry, Fit: Fit(entry, words)))
                .Where(found => found.Fit.Sum > 0)
                .OrderBy(found => found.Fit.IsNear)
                .ThenByDescending(found => found.Fit.Sum)
                .ThenBy(found => found.Entry.Name, StringComparer.Ordinal)
                .ThenBy(found => found.Entry.Row.Line, StringComparer.Ordinal)
                .Take(MostFound)
                .Select(found => found.Entry.Row),
        ];
    }

    /// <summary>
    /// How well a line fits: for each word 4 if it is a word of the name, 3 for a beginning, 2 inside it or across its spaces, 1 in the detail; 0 if one is
    /// missing. A word that is only nearly one of the name adds 1, and says so.
    /// </summary>
    private static (int Sum, bool IsNear) Fit(Entry entry, string[] words)
    {
        var (sum, isNear) = (0, false);
        foreach (var word in words)
        {
            var at = entry.Name.IndexOf(word, StringComparison.Ordinal);
            var fit = at >= 0
                ? entry.NameWords.Contains(word, StringComparer.Ordinal) ? 4
                    : entry.NameWords.Any(begun => begun.StartsWith(word, StringComparison.Ordinal)) ? 3
                    : 2
                : word.Length > 2 && entry.Joined.Contains(word, StringComparison.Ordinal) ? 2
                : entry.Detail.Contains(word, StringComparison.Ordinal) ? 1
                : 0;
            if (fit == 0 && !entry.NearWords.Any(near => Spelling.AreNear(word, near)) && !NameMatch.HasSigns(word, entry.Joined)) return (0, false);
            isNear |= fit == 0;
            sum += Math.Max(fit, 1);
        }

        return (sum, isNear);
    }

    private void Count(CheckInMark checkIn) => byDoor[checkIn.Door] = byDoor.GetValueOrDefault(checkIn.Door) + 1;

    private static string PassKey(ReadOnlySpan<byte> hash) => Convert.ToBase64String(hash);

    /// <summary>A line with its words folded once; only its check-in changes.</summary>
    private sealed class Entry
    {
        public Entry(RegisterRow row)
        {
            (Row, Name, Detail) = (row, SearchText.Fold(row.Name), SearchText.Fold(row.Detail));
            (Readings, DetailLook) = ([.. LookAlike.NameReadings(row.Name)], LookAlike.Fold(row.Detail));
            Joined = Name.Replace(" ", "", StringComparison.Ordinal);
            NameWords = Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            NearWords = NameMatch.WordsAndPairs(NameWords);
        }

        public RegisterRow Row { get; set; }

        public string Name { get; }

        public string Detail { get; }

        /// <summary>The name as the eye reads it, each way. Who might be the same is asked of every line while a door waits, so it is worked out once.</summary>
        public string[] Readings { get; }

        /// <summary>The detail as the eye reads it.</summary>
        public string DetailLook { get; }

        /// <summary>As <see cref="RegisterLines.Looks(string, string)"/> has them.</summary>
        public string[] Looks => Looks(Readings, DetailLook);

        /// <summary>The name without its spaces.</summary>
        public string Joined { get; }

        public string[] NameWords { get; }

        /// <summary>What a word that is spelt otherwise may stand for.</summary>
        public string[] NearWords { get; }
    }
}
