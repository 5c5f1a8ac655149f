namespace PbDecisionDay.Ledger.Tests.Fuzzing;

/// <summary>Small changes to valid bytes, such as accidents and attackers make.</summary>
internal static class Mutations
{
    public static byte[] Of(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
            return [(byte)random.Next(256)];
        var at = random.Next(bytes.Length);
        return random.Next(6) switch
        {
            0 => [.. bytes[..at], .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            2 => [.. bytes[..at], (byte)" \n\r=0aA+/-"[random.Next(10)], .. bytes[(at + 1)..]],
            3 => [.. bytes[..at], .. bytes[random.Next(at, bytes.Length)..]],
            4 => [.. bytes[..at], .. bytes[random.Next(at + 1)..]],
            _ => [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]],
        };
    }

    /// <summary>Bytes out of the alphabet of the formats, or any.</summary>
    public static byte[] Random(Random random)
    {
        var bytes = new byte[random.Next(300)];
        random.NextBytes(bytes);
        if (random.Next(2) == 0)
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = (byte)"pbdd/1 cast\nver 7 approve =AQgw+0123456789\n\n- x."[bytes[i] % 48];
        return bytes;
    }
}
