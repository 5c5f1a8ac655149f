namespace PbDecisionDay.Storage.Files;

/// <summary>
/// A file read from its start to its end, for writers that take a stream. It waits for the disk where it is read, so it is read off a grain's turn.
/// </summary>
public sealed class DayFileStream(IDayFiles files, DayFile file) : Stream
{
    private ReadOnlyMemory<byte> rest;
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (rest.IsEmpty)
            rest = files.ReadAsync(file, position, CancellationToken.None).GetAwaiter().GetResult();
        var read = Math.Min(buffer.Length, rest.Length);
        rest.Span[..read].CopyTo(buffer);
        rest = rest[read..];
        position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
