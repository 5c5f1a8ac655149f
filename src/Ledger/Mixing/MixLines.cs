using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Mixing;

/// <summary>The lines of the mix's files, written and read. Grammar: docs/formats/mix.md.</summary>
internal static class MixLines
{
    /// <summary>Characters of a sixteen-byte key in base64.</summary>
    public const int KeyLength = 24;

    /// <summary>Bytes of a line of <c>mix/commitments.txt</c>: twenty commitments, each followed by a space or the line feed.</summary>
    public const int CommitmentsLength = BallotSeal.Pairs * (Digest.TextLength + 1);

    /// <summary>Bytes of a line of a pair opened towards the seals.</summary>
    public const int SealwardLength = KeyLength + 1 + Digest.TextLength + 1;

    public static void WriteCommitments(ReadOnlySpan<byte> commitments, Span<byte> line)
    {
        for (var k = 0; k < BallotSeal.Pairs; k++)
        {
            new Digest(commitments.Slice(k * Digest.Size, Digest.Size)).CopyTextTo(line[(k * (Digest.TextLength + 1))..]);
            line[(k + 1) * (Digest.TextLength + 1) - 1] = (byte)' ';
        }
        line[CommitmentsLength - 1] = (byte)'\n';
    }

    public static void WriteSealward(ReadOnlySpan<byte> x, Digest u, Span<byte> line)
    {
        WriteKey(x, line);
        u.CopyTextTo(line[(KeyLength + 1)..]);
        line[SealwardLength - 1] = (byte)'\n';
    }

    /// <summary>Bytes of a line of a pair opened towards the ballots.</summary>
    public static int BallotwardLength(string ballot) => KeyLength + 1 + ballot.Length + 1;

    public static void WriteBallotward(ReadOnlySpan<byte> y, string ballot, Span<byte> line)
    {
        WriteKey(y, line);
        Encoding.ASCII.GetBytes(ballot, line[(KeyLength + 1)..]);
        line[BallotwardLength(ballot) - 1] = (byte)'\n';
    }

    /// <summary>Reads commitment <paramref name="k"/> and what ends it.</summary>
    public static bool TryReadCommitment(ReadOnlySpan<byte> line, int k, out Digest commitment)
    {
        var at = (k - 1) * (Digest.TextLength + 1);
        commitment = default;
        return line.Length == CommitmentsLength
            && line[at + Digest.TextLength] == (k == BallotSeal.Pairs ? '\n' : ' ')
            && Digest.TryParse(line.Slice(at, Digest.TextLength), out commitment);
    }

    public static bool TryReadSealward(ReadOnlySpan<byte> line, Span<byte> x, out Digest u)
    {
        u = default;
        return line.Length == SealwardLength && line[^1] == '\n'
            && TryReadKey(line, x)
            && Digest.TryParse(line[(KeyLength + 1)..^1], out u);
    }

    /// <summary>Reads a line of a pair opened towards the ballots; the line feed is not part of it.</summary>
    public static bool TryReadBallotward(ReadOnlySpan<byte> line, Span<byte> y, out ReadOnlySpan<byte> ballot)
    {
        ballot = line.Length > KeyLength ? line[(KeyLength + 1)..] : [];
        return line.Length > KeyLength && TryReadKey(line, y) && BallotText.IsValid(ballot);
    }

    /// <summary>The SHA-256 of a list of digests in rising order, as text in a manifest's form.</summary>
    public static Digest ListHash(ReadOnlySpan<Digest> sorted)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var part = new byte[1024 * (Digest.TextLength + 1)];
        for (; !sorted.IsEmpty; sorted = sorted[Math.Min(1024, sorted.Length)..])
        {
            var count = Math.Min(1024, sorted.Length);
            for (var i = 0; i < count; i++)
            {
                sorted[i].CopyTextTo(part.AsSpan(i * (Digest.TextLength + 1)));
                part[(i + 1) * (Digest.TextLength + 1) - 1] = (byte)'\n';
            }
            hash.AppendData(part, 0, count * (Digest.TextLength + 1));
        }
        return new Digest(hash.GetHashAndReset());
    }

    private static void WriteKey(ReadOnlySpan<byte> key, Span<byte> line)
    {
        Base64.EncodeToUtf8(key, line, out _, out _);
        line[KeyLength] = (byte)' ';
    }

    // The base library skips white space, which leaves too few bytes, and refuses stray bits in the last symbol.
    private static bool TryReadKey(ReadOnlySpan<byte> line, Span<byte> key)
    {
        Span<byte> bytes = stackalloc byte[KeyLength];
        if (line[KeyLength] != ' '
            || Base64.DecodeFromUtf8(line[..KeyLength], bytes, out _, out var written) != OperationStatus.Done
            || written != BallotSeal.KeySize)
            return false;
        bytes[..BallotSeal.KeySize].CopyTo(key);
        return true;
    }
}
