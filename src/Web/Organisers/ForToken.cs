using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Web.Organisers;

/// <summary>What a token has to be for, for an endpoint to take it. An endpoint without it takes no token at all.</summary>
internal sealed record ForToken(TokenStep Step);

internal static class ForTokens
{
    /// <summary>Lets programs use an endpoint whose token is for this.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder endpoint, TokenStep step) => endpoint.WithMetadata(new ForToken(step));
}
