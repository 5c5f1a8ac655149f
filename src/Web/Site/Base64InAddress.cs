using System.Buffers.Text;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// A hash in an address. The protocol writes hashes in standard base64 with padding; base64url fits an address. Both are read, and the
/// slashes of the former whether they came as they are or as <c>%2F</c>, which is what clients send and no server decodes.
/// </summary>
public static class Base64InAddress
{
    /// <summary>Reads a hash; false for what is none.</summary>
    public static bool TryRead(string text, out Digest hash)
    {
        ArgumentNullException.ThrowIfNull(text);
        var standard = WithSlashes(text).Replace('-', '+').Replace('_', '/');
        return Digest.TryParse(standard.Length == 43 ? standard + "=" : standard, out hash);
    }

    /// <summary>A path's last part with its slashes, however they were sent.</summary>
    public static string WithSlashes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
    }
}
