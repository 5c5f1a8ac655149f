using Microsoft.AspNetCore.Localization;

namespace PbDecisionDay.Web.Localisation;

/// <summary>
/// Which language a request is answered in: the reader's choice if there is one, else what the browser asks for, else English. The words
/// of a feature stand in its folder, beside a class of their name: <c>NAMEWords.resx</c> is English, <c>NAMEWords.gd.resx</c> Gaelic, and
/// so on. A page takes them from <c>IStringLocalizer&lt;NAMEWords&gt;</c>. Keys read <c>Place.What</c>. No text depends on a plural:
/// "Ballots: {0}", not "{0} ballots", because Gaelic has four plural forms and Arabic six. A test holds the languages against each other.
/// </summary>
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
