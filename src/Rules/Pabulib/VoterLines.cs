using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>On which line each voter was first seen, to say whose id is repeated: each line counts as a ballot of its own.</summary>
/// <param name="column">The place of <c>voter_id</c>.</param>
internal sealed class VoterLines(int column)
{
    private const int MostNamed = 5;

    private readonly Dictionary<long, int> _numbers = [];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<string> _first = [];
    private long _repeated;

    /// <summary>Notes the voter of the record being read; one without an id is nobody's second ballot.</summary>
    public void Note(PabulibRecords records)
    {
        ReadOnlySpan<byte> id = records[column].Trim(" "u8);
        if (id.IsEmpty)
            return;
        int first = records.Line;
        // Nearly all files number their voters, and a number needs no string. One with a leading zero or a sign is a name.
        bool seen = id[0] is >= (byte)'1' and <= (byte)'9' && Utf8Parser.TryParse(id, out long number, out int read) && read == id.Length
            ? !_numbers.TryAdd(number, first) && _numbers.TryGetValue(number, out first)
            : Encoding.UTF8.GetString(id) is var name && !_names.TryAdd(name, first) && _names.TryGetValue(name, out first);
        if (!seen)
            return;
        _repeated++;
        if (_first.Count < MostNamed)
            _first.Add(string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(id)} on line {records.Line} after line {first}"));
    }

    /// <summary>What is to be said of repeated voters; empty where there are none.</summary>
    public IEnumerable<string> Warnings()
    {
        if (_repeated == 0)
            yield break;
        string more = _repeated > _first.Count ? string.Create(CultureInfo.InvariantCulture, $", and {_repeated - _first.Count} more") : "";
        yield return $"A voter_id stands on more than one line, and every line counts as a ballot: {string.Join("; ", _first)}{more}.";
    }
}
