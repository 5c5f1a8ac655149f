using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PbDecisionDay.Printing;

namespace PbDecisionDay.Web.Cards;

/// <summary>
/// The style sheet of the card sheets at <c>/css/console-cards.css</c>, as Printing holds it: the console's policy allows no style inside a
/// page, and <c>pbdd cards</c> prints by the same one.
/// </summary>
public static class CardSheetStyle
{
    private static readonly byte[] Css = Encoding.UTF8.GetBytes(CardSheetPage.Style());
    private static readonly EntityTagHeaderValue Tag = new($"\"{Convert.ToHexString(SHA256.HashData(Css))}\"");

    /// <summary>Maps the file.</summary>
    public static void MapCardSheetStyle(this IEndpointRouteBuilder app) =>
        app.MapGet("/css/console-cards.css", Send).AllowAnonymous().ExcludeFromDescription();

    private static FileContentHttpResult Send(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache"; // Kept, and asked after: another version has the same address.
        return TypedResults.Bytes(Css, MediaTypeNames.Text.Css, entityTag: Tag);
    }
}
