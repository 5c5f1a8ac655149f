using System.Runtime.CompilerServices;
using System.Text;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>
/// Splits a stream into records of fields with semicolons between, in bytes and without copying: CRLF, LF or CR alone, a byte
/// order mark, quoted fields with doubled quotation marks, semicolons and line ends inside. Blank lines are passed over.
/// </summary>
internal sealed class PabulibRecords(Stream stream)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _buffer = new byte[1 << 17];
    private int _next;
    private int _end;
    private bool _ended;
    private bool _begun;
    private int _nextLine = 1;
    private int[] _fields = new int[64];
    private byte _lineEnd = (byte)'\n';

    /// <summary>The line on which the record begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>How many fields the record has.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the file's lines end in carriage returns alone.</summary>
    public bool EndsInReturns => _lineEnd == '\r';

    /// <summary>Whether any record had more fields than were asked for, with nothing in them.</summary>
    public bool HadBlankEnds { get; private set; }

    /// <summary>How many fields the record has when blank ones at its end, behind the first so many, are left off.</summary>
    public int WithoutBlankEnd(int least)
    {
        int count = Count;
        while (count > least && this[count - 1].Trim(" \t"u8).IsEmpty)
            count--;
        HadBlankEnds |= count < Count;
        return count;
    }

    /// <summary>Whether the first field is a word, in capital or small letters.</summary>
    public bool StartsWith(string word) => Ascii.EqualsIgnoreCase(this[0].Trim(" \t"u8), word);

    /// <summary>A field's bytes, without quotation marks; good until the next record.</summary>
    public ReadOnlySpan<byte> this[int field] => _buffer.AsSpan(_fields[2 * field].._fields[2 * field + 1]);

    /// <summary>A field's text.</summary>
    public string Text(int field)
    {
        try
        {
            return Utf8.GetString(this[field]);
        }
        catch (DecoderFallbackException)
        {
            throw Wrong("the text is not UTF-8");
        }
    }

    /// <summary>An error about this record.</summary>
    public PabulibException Wrong(string reason) => new(Line, reason);

    /// <summary>Goes to the next record; false at the end of the file.</summary>
    public bool Read()
    {
        while (true)
        {
            Line = _nextLine;
            if (!TrySplit())
            {
                Fill();
                continue;
            }
            if (Count == 0)
                return false;
            if (Count > 1 || !this[0].Trim(" \t"u8).IsEmpty)
                return true;
        }
    }

    /// <summary>Splits the next record where it is in the buffer as a whole; otherwise false, and nothing is changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TrySplit()
    {
        Count = 0;
        if (!_begun || (_next == _end && !_ended))
            return false;
        if (_next == _end)
            return true;
        int end = FindEnd();
        if (end < 0)
            return false;
        _nextLine += 1 + _buffer.AsSpan(_next..end).Count(_lineEnd);
        for (int at = _next; at <= end; at++)
            at = SplitField(at, end);
        _next = Math.Min(end + 1, _end);
        return true;
    }

    /// <summary>Where the line end behind the next record is, or the end of the file; -1 when it is not in the buffer yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindEnd()
    {
        int lineEnd = _buffer.AsSpan(_next.._end).IndexOf(_lineEnd);
        if (lineEnd < 0 && !_ended)
            return -1;
        int end = lineEnd < 0 ? _end : _next + lineEnd;
        if (!_buffer.AsSpan(_next..end).Contains((byte)'"'))
            return end;
        for (int at = _next; ; at++)
        {
            if (at < _end && _buffer[at] == '"' && (at = FindClosing(at + 1)) < 0)
                return -1;
            int step = _buffer.AsSpan(at.._end).IndexOfAny((byte)';', _lineEnd);
            if (step < 0)
                return _ended ? _end : -1;
            at += step;
            if (_buffer[at] == _lineEnd)
                return at;
        }
    }

    /// <summary>Where the closing quotation mark is, doubled ones passed over; -1 when it is not in the buffer yet.</summary>
    private int FindClosing(int at)
    {
        while (true)
        {
            int step = _buffer.AsSpan(at.._end).IndexOf((byte)'"');
            if (step < 0 && _ended)
                throw Wrong("a quotation mark is opened here and never closed");
            if (step < 0 || (at + step + 1 == _end && !_ended))
                return -1;
            at += step;
            if (at + 1 == _end || _buffer[at + 1] != '"')
                return at;
            at += 2;
        }
    }

    /// <summary>Takes the field that begins at a place, undoing its quotation marks in place; returns where its separator is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SplitField(int at, int end)
    {
        int start = at;
        int write = at;
        bool quoted = at < end && _buffer[at] == '"';
        if (quoted)
            at++;
        for (; at < end && (quoted || _buffer[at] != ';'); at++)
        {
            if (quoted && _buffer[at] == '"')
            {
                quoted = at + 1 < end && _buffer[at + 1] == '"';
                if (!quoted)
                    continue;
                at++;
            }
            if (write != at)
                _buffer[write] = _buffer[at];
            write++;
        }
        AddField(start, at == end && write > start && _buffer[write - 1] == '\r' ? write - 1 : write);
        return at;
    }

    private void AddField(int start, int end)
    {
        if (2 * Count + 2 > _fields.Length)
            Array.Resize(ref _fields, _fields.Length * 2);
        _fields[2 * Count] = start;
        _fields[2 * Count + 1] = end;
        Count++;
    }

    private void Fill()
    {
        if (_next > 0)
        {
            _buffer.AsSpan(_next.._end).CopyTo(_buffer);
            _end -= _next;
            _next = 0;
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
        if (!_begun && (_ended || _end == _buffer.Length || _buffer.AsSpan(0, _end).Contains((byte)'\n')))
        {
            _begun = true;
            if (!_buffer.AsSpan(0, _end).Contains((byte)'\n') && _buffer.AsSpan(0, _end).Contains((byte)'\r'))
                _lineEnd = (byte)'\r';
            if (_buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble))
                _next = 3;
        }
    }
}
