namespace PbDecisionDay.Web.Site;

/// <summary>Standard base64 with padding, as the protocol writes hashes, and the spelling of it that can stand in an address.</summary>
public static class Base64Url
{
    /// <summary>The spelling for an address.</summary>
    public static string Of(string base64)
    {
        ArgumentNullException.ThrowIfNull(base64);
        return base64.TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <summary>Standard base64 from either spelling.</summary>
    public static string ToBase64(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var standard = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        return standard.PadRight((standard.Length + 3) / 4 * 4, '=');
    }
}
