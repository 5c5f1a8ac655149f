namespace PbDecisionDay.Ledger.Mixing;

/// <summary>
/// A file of lines of one length that is made as it is read, a thousand lines at a time: <c>mix/commitments.txt</c>
/// of 100,000 ballots has 90 MB. Reads forward only.
/// </summary>
/// <param name="count">How many lines.</param>
/// <param name="length">Bytes in a line.</param>
/// <param name="write">Writes lines, the first of which it is told, into all of the memory it is given.</param>
internal sealed class LinesStream(int count, int length, Action<int, Memory<byte>> write) : Stream
{
    /// <summary>Lines made at a time.</summary>
    public const int Batch = 1024;

    private readonly byte[] buffer = new byte[Math.Min(Batch, count) * length];
    private Memory<byte> rest;
    private int next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> to)
    {
        if (rest.IsEmpty && next < count)
        {
            rest = buffer.AsMemory(0, Math.Min(Batch, count - next) * length);
            write(next, rest);
            next += rest.Length / length;
        }
        var read = Math.Min(to.Length, rest.Length);
        rest.Span[..read].CopyTo(to);
        rest = rest[read..];
        return read;
    }

    public override int Read(byte[] to, int offset, int count) => Read(to.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] from, int offset, int count) => throw new NotSupportedException();
}
