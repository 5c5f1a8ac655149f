namespace PbDecisionDay.Ledger.Keys;

/// <summary>
/// Three shares of a secret, of which any two give it and one says nothing: Shamir over GF(2^8), reduced by
/// x^8+x^4+x^3+x+1, byte by byte, a line f(x) = secret + slope·x taken at x = 1, 2 and 3.
/// Source: Shamir, How to Share a Secret, 1979; the field of FIPS 197, section 4.2.
/// </summary>
internal static class SharedSecret
{
    /// <summary>Shares made.</summary>
    public const int Shares = 3;

    /// <summary>Shares that give the secret.</summary>
    public const int Needed = 2;

    /// <summary>The share at a place.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="slope">As many random bytes, the same for the three shares and never used for another three.</param>
    /// <param name="x">1 to 3.</param>
    public static byte[] At(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> slope, int x)
    {
        var share = new byte[secret.Length];
        for (var i = 0; i < share.Length; i++)
            share[i] = (byte)(secret[i] ^ Times(slope[i], (byte)x));
        return share;
    }

    /// <summary>The value at a place of the line through two shares; at 0 it is the secret.</summary>
    /// <param name="x1">Where the first share was taken.</param>
    /// <param name="y1">The first share.</param>
    /// <param name="x2">Where the second was taken, another place.</param>
    /// <param name="y2">The second share, of the same length.</param>
    /// <param name="x">The place asked for.</param>
    public static byte[] Through(int x1, ReadOnlySpan<byte> y1, int x2, ReadOnlySpan<byte> y2, int x)
    {
        // Lagrange; subtraction is XOR in this field.
        var over = Inverse((byte)(x1 ^ x2));
        var (first, second) = (Times((byte)(x ^ x2), over), Times((byte)(x ^ x1), over));
        var value = new byte[y1.Length];
        for (var i = 0; i < value.Length; i++)
            value[i] = (byte)(Times(y1[i], first) ^ Times(y2[i], second));
        return value;
    }

    private static byte Times(byte a, byte b)
    {
        var product = 0;
        for (int factor = a, bit = 0; bit < 8; bit++)
        {
            product ^= factor & -(b >> bit & 1);
            factor = factor << 1 ^ (0x11b & -(factor >> 7));
        }
        return (byte)product;
    }

    // a^254: the group of the field has 255 elements.
    private static byte Inverse(byte a)
    {
        var power = (byte)1;
        for (var i = 0; i < 254; i++)
            power = Times(power, a);
        return power;
    }
}
