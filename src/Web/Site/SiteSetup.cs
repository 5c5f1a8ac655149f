using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.WebEncoders;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Site;

/// <summary>The frame every feature stands in: pages, languages, headers, preferences, errors.</summary>
public static class SiteSetup
{
    // Ten connections for each of a thousand phones, at some kilobytes each.
    private const int MostConnections = 10_000;

    /// <summary>Adds the frame's services.</summary>
    public static void AddSite(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        builder.Logging.AddRequestLog();
        builder.AddCookieKeys();
        builder.AddNetwork();
        builder.AddTelemetry();
        // A build that was not published serves its own compressed files too, in every environment.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A ballot is one packet. Whoever takes more than five seconds and then sends less than this is ended with 408.
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(5));
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
        });
        services.AddSingleton<KnownDays>();
        services.AddSiteLanguages();
        services.AddRazorPages().WithRazorPagesAtContentRoot()
            .AddMvcOptions(mvc =>
            {
                mvc.ModelBinderProviders.Insert(0, new TickedBox());
                mvc.ModelBinderProviders.Insert(0, new TypedNumber());
                mvc.ModelMetadataDetailsProviders.Add(new EmptyTexts());
                mvc.Filters.Add(new HandledMethods());
            });
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Name);
        // The framework's own default sends these two cookies without Secure, over HTTPS too.
        services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.Configure<CookieTempDataProviderOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.AddFormLimits();
        services.AddExceptionHandler<BrokenRequests>();
        services.AddExceptionHandler<UnavailableHandler>();
        services.AddLimits();
        services.AddOpenApi(options => ApiDescription.Complete(options));
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddHealth();
        services.AddPublicReading();
        services.AddCompression();
        services.Configure<RouteOptions>(options =>
        {
            options.LowercaseUrls = true;
            options.ConstraintMap["day"] = typeof(DayNameConstraint);
        });
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
    }

    /// <summary>Adds the frame's middleware, in order.</summary>
    public static void UseSite(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseNamedProxies();
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseLocalisedAnswers();
        app.Use(Problems.SayWhenToAskAgain);
        app.UseKnownHosts();
        app.UseFiguresForThisMachine();
        app.UseResponseCompression();
        app.UseRequestLocalization();
        app.UseWhen(IsForPeople, pages => pages.UseStatusCodePagesWithReExecute("/problem/{0}"));
        app.UseWhen(context => !IsForPeople(context), programs => programs.UseStatusCodePages(Problems.SayAsync));
        app.UseExceptionHandler();
        app.UseBadForms();
        app.UsePlainHttp();
        app.UseRouting(); // after the two above, so that the page of an error can be found
        app.UseCors();
        app.Use(SayWhereNothingIs); // before the next two, which would ask who wants to know
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(KnownDays.AnswerUnknownAsync);
        app.UseAskedTypes();
        app.UseBodiesFirst();
        app.UseRateLimiter();
    }

    /// <summary>Maps pages, files and preferences.</summary>
    public static void MapSite(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapOpenApi().AllowAnonymous();
        app.MapApiPage();
        app.MapStaticAssets().ExcludeFromDescription().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        Preferences.Map(app);
        app.MapWellKnown();
        app.MapHealth();
        app.MapTelemetry();
    }

    // A mistyped address is told as such, and does not lead a resident to the organisers' sign-in.
    private static Task SayWhereNothingIs(HttpContext context, RequestDelegate next)
    {
        switch (context.GetEndpoint())
        {
            case RouteEndpoint:
                return next(context);
            // The address is there, and takes another method or type: routing's own answer, which is nobody's secret.
            case { RequestDelegate: { } refuse }:
                return refuse(context);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    }

    // Programs get problem details; people get a page.
    private static bool IsForPeople(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);
}
