using System.Net;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using PbDecisionDay.Storage;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// Which names the service answers to. Whoever asks under another, a forged one or one that somebody's own domain
/// points here with, hears 400:
/// else pages would carry links to it, and a stranger's page could speak to the service in a resident's browser.
/// </summary>
internal static partial class KnownHosts
{
    /// <summary>Adds the setting that names the site.</summary>
    public static void AddKnownHosts(this IServiceCollection services, IConfiguration settings) =>
        services.AddOptions<SiteOptions>().Bind(settings.GetSection("Site")).ValidateSettings();

    /// <summary>Refuses other names, before anything could make a link of them.</summary>
    public static void UseKnownHosts(this WebApplication app)
    {
        var site = SiteOptions.Read(app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.Address);
        var machine = Dns.GetHostName();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(KnownHosts).FullName!);
        app.Use((context, next) =>
        {
            if (IsKnown(context.Request.Host.Host, site, machine)) return next(context);
            LogUnknown(logger);
            if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
                return context.RequestServices.GetRequiredService<IStringLocalizer<ResidentWords>>().Refuse(ProblemTypes.OtherName).ExecuteAsync(context);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync("This service does not answer to that name. Whoever runs it sets its name with Site:Address.\n");
        });
    }

    /// <summary>
    /// Whether a name is the site's, this machine's own, or the machine itself (<c>localhost</c>, loopback). Without a
    /// named site every bare IP
    /// address too: nobody can point one of those somewhere else.
    /// </summary>
    public static bool IsKnown(string host, Uri? site, string machine)
    {
        var name = host.Trim('[', ']');
        if (Same(host, "localhost") || (IPAddress.TryParse(name, out var address) && (site is null || IPAddress.IsLoopback(address)))) return true;
        return site is null ? Same(host, machine) || Same(host, $"{machine}.local") : Same(name, site.IdnHost.Trim('[', ']'));
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(6011, LogLevel.Debug, "A request was refused because it came under a name that is not the service's.")]
    private static partial void LogUnknown(ILogger logger);
}
