using System.Buffers.Text;

namespace PbDecisionDay.Web.Site;

/// <summary>Base64 from an address: the protocol writes hashes in standard base64 with padding, an address holds them in base64url.</summary>
public static class Base64InAddress
{
    /// <summary>The standard base64 of a text in base64url; any other text as it is.</summary>
    public static string ToStandard(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Base64Url.IsValid(text) ? Convert.ToBase64String(Base64Url.DecodeFromChars(text)) : text;
    }
}
