namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>A picture that stands for a photographed slip.</summary>
internal static class SlipPicture
{
    /// <summary>A PNG of one pixel.</summary>
    public static byte[] Png { get; } =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");
}
