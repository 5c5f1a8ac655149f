namespace PbDecisionDay.Web.Organisers;

/// <summary>The organisers' API.</summary>
public static class OrganiserEndpoints
{
    public static void MapOrganisers(this IEndpointRouteBuilder app) { }
}
