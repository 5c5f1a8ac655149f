using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Orleans;

namespace PbDecisionDay.Web.Organisers;

/// <summary><c>Authorization: Bearer TOKEN</c>, with a token that the console made.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IGrainFactory grains)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";
    private const int LongestToken = 200;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || header.Length > LongestToken) return AuthenticateResult.NoResult();
        var program = await grains.Accounts().CheckTokenAsync(header[Prefix.Length..].Trim(), Context.RequestAborted);
        return program is null
            ? AuthenticateResult.Fail("The token is not, or no longer, an organiser's.")
            : AuthenticateResult.Success(new AuthenticationTicket(OrganiserAccess.Principal(program, Scheme.Name), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
