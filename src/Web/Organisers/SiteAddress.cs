using Microsoft.Extensions.Options;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Organisers;

/// <summary>The address residents open, which new days are made with and which their cards then carry for ever.</summary>
public static class SiteAddress
{
    /// <summary>The setting <c>Site:Address</c>, for example <c>https://pb.south.example</c>; without it the address this request came to.</summary>
    public static string Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var configured = context.RequestServices.GetRequiredService<IOptions<SiteOptions>>().Value.Address;
        return string.IsNullOrWhiteSpace(configured) ? $"{context.Request.Scheme}://{context.Request.Host}" : configured.Trim().TrimEnd('/');
    }
}
