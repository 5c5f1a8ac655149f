using Microsoft.AspNetCore.Localization;

namespace PbDecisionDay.Web.Localisation;

/// <summary>Which language a request is answered in: the reader's choice if there is one, else what the browser asks for, else English.</summary>
public static class LocalisationSetup
{
    /// <summary>The cookie that keeps the reader's choice.</summary>
    public const string Cookie = "language";

    /// <summary>Adds the words and the choice of language.</summary>
    public static IServiceCollection AddSiteLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            var tags = SiteLanguage.All.Select(language => language.Tag).ToArray();
            options.SetDefaultCulture(tags[0]).AddSupportedCultures(tags).AddSupportedUICultures(tags);
            options.ApplyCurrentCultureToResponseHeaders = true;
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Task.FromResult(
                    SiteLanguage.Find(context.Request.Cookies[Cookie]) is { } chosen ? new ProviderCultureResult(chosen.Tag) : null)),
                new AcceptLanguageHeaderRequestCultureProvider { MaximumAcceptLanguageHeaderValuesToTry = 8 },
            ];
        });
        return services;
    }
}
