namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>What a photograph of the signed sheet may be: a JPEG or a PNG, of a bounded size.</summary>
public static class SheetPicture
{
    /// <summary>The largest picture kept, in bytes: 10 MiB.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>What the first bytes say a file is: <c>image/jpeg</c> or <c>image/png</c>; <c>null</c> where it is neither.</summary>
    public static string? MediaTypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : null;
}
