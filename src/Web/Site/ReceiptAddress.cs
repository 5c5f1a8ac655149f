using System.Buffers.Text;

namespace PbDecisionDay.Web.Site;

/// <summary>The address under which the API proves that an entry is in a day's log.</summary>
internal static class ReceiptAddress
{
    /// <summary>The address of an entry.</summary>
    /// <param name="day">The day's id.</param>
    /// <param name="leafHash">The entry's leaf hash, base64.</param>
    public static string Of(string day, string leafHash) =>
        $"/api/days/{day}/receipts/{Base64Url.EncodeToString(Convert.FromBase64String(leafHash))}";
}
