using System.Security.Claims;

namespace PbDecisionDay.Web.Organisers;

/// <summary>Which organiser sent a request, and in which of their sessions.</summary>
/// <param name="Organiser">The organiser's id.</param>
/// <param name="Session">The session's public id, 16 characters that open nothing; empty for a program with a token, which has no session.</param>
public readonly record struct SignedInOrganiser(string Organiser, string Session)
{
    /// <summary>The type of the claim that holds the session's id.</summary>
    public const string SessionClaim = "pbdd:session";

    /// <summary>Who sent the request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not ask for an organiser.</exception>
    public static SignedInOrganiser Of(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new SignedInOrganiser(user.OrganiserId(), user.FindFirstValue(SessionClaim) ?? "");
    }
}
