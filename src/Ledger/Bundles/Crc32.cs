namespace PbDecisionDay.Ledger.Bundles;

/// <summary>The checksum of zip files: CRC-32 with the polynomial 0x04C11DB7, reflected. Source: PKWARE APPNOTE.TXT, section 4.4.7. It finds accidents, not attacks.</summary>
internal struct Crc32()
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Step((uint)value, 8))];

    private uint state = uint.MaxValue;

    /// <summary>The checksum of everything added.</summary>
    public readonly uint Value => ~state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var at = state;
        foreach (var value in bytes)
            at = Table[(at ^ value) & 0xff] ^ (at >> 8);
        state = at;
    }

    private static uint Step(uint value, int bits) =>
        bits == 0 ? value : Step((value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320, bits - 1);
}
