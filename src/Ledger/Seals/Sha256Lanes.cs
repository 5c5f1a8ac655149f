using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace PbDecisionDay.Ledger.Seals;

/// <summary>
/// SHA-256 of several messages of one length, eight side by side in the lanes of vector registers. A seal takes forty
/// hashes of a block or two each, and a call to the base library costs more than such a hash: docs/adr/0010. Where the
/// machine has no such registers, or the messages are long, the base library hashes them one by one.
/// Source: FIPS 180-4, sections 5 and 6.2.
/// </summary>
internal static class Sha256Lanes
{
    private const int Lanes = 8, BlockSize = 64, MostBlocks = 4;

    // FIPS 180-4, 4.2.2 and 5.3.3.
    private static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    private static ReadOnlySpan<uint> InitialState =>
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static readonly Vector256<byte> SwapWords = Vector256.Create(
        Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12),
        Vector128.Create((byte)19, 18, 17, 16, 23, 22, 21, 20, 27, 26, 25, 24, 31, 30, 29, 28));

    /// <summary>Writes the hash of each of the messages, which stand one after another, <paramref name="length"/> bytes each.</summary>
    public static void Hash(ReadOnlySpan<byte> messages, int length, Span<byte> hashes)
    {
        var blocks = (length + 9 + BlockSize - 1) / BlockSize;
        if (!Vector256.IsHardwareAccelerated || blocks > MostBlocks)
        {
            for (; !messages.IsEmpty; messages = messages[length..], hashes = hashes[Digest.Size..])
                SHA256.HashData(messages[..length], hashes);
            return;
        }

        var padded = blocks * BlockSize;
        Span<byte> lanes = stackalloc byte[Lanes * padded];
        lanes.Clear();
        for (; !messages.IsEmpty; messages = messages[Math.Min(Lanes * length, messages.Length)..])
        {
            var count = Math.Min(Lanes, messages.Length / length);
            for (var lane = 0; lane < count; lane++)
                Pad(messages.Slice(lane * length, length), lanes.Slice(lane * padded, padded));
            HashLanes(lanes, blocks, hashes[..(count * Digest.Size)]);
            hashes = hashes[(count * Digest.Size)..];
        }
    }

    private static void Pad(ReadOnlySpan<byte> message, Span<byte> lane)
    {
        message.CopyTo(lane);
        lane[message.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(lane[^8..], (ulong)message.Length * 8);
    }

    private static void HashLanes(ReadOnlySpan<byte> lanes, int blocks, Span<byte> hashes)
    {
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[8];
        for (var i = 0; i < state.Length; i++)
            state[i] = Vector256.Create(InitialState[i]);
        for (var block = 0; block < blocks; block++)
            Compress(lanes[(block * BlockSize)..], blocks * BlockSize, state);
        for (var at = 0; at < hashes.Length; at += sizeof(uint))
            BinaryPrimitives.WriteUInt32BigEndian(hashes[at..], state[at % Digest.Size / sizeof(uint)][at / Digest.Size]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compress(ReadOnlySpan<byte> lanes, int stride, Span<Vector256<uint>> state)
    {
        Span<Vector256<uint>> w = stackalloc Vector256<uint>[64];
        var words = MemoryMarshal.Cast<Vector256<uint>, uint>(w);
        for (var lane = 0; lane < Lanes; lane++)
        {
            var block = MemoryMarshal.Cast<byte, uint>(lanes.Slice(lane * stride, BlockSize));
            for (var t = 0; t < 16; t++)
                words[t * Lanes + lane] = block[t];
        }
        if (BitConverter.IsLittleEndian)
            for (var t = 0; t < 16; t++)
                w[t] = Vector256.Shuffle(w[t].AsByte(), SwapWords).AsUInt32();
        for (var t = 16; t < 64; t++)
        {
            var (late, early) = (w[t - 2], w[t - 15]);
            w[t] = (Turn(late, 17) ^ Turn(late, 19) ^ (late >>> 10)) + w[t - 7]
                + (Turn(early, 7) ^ Turn(early, 18) ^ (early >>> 3)) + w[t - 16];
        }

        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        for (var t = 0; t < 64; t++)
        {
            var first = h + (Turn(e, 6) ^ Turn(e, 11) ^ Turn(e, 25)) + ((e & f) ^ Vector256.AndNot(g, e))
                + Vector256.Create(RoundConstants[t]) + w[t];
            var second = (Turn(a, 2) ^ Turn(a, 13) ^ Turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Turn(Vector256<uint> x, int right) => (x >>> right) | (x << (32 - right));
}
