using Microsoft.AspNetCore.Localization;

namespace PbDecisionDay.Web.Localisation;

/// <summary>
/// Which language a request is answered in: the reader's choice if there is one, else what the browser asks for, else English. The words
/// of a feature stand in its folder, beside a class of their name: <c>NAMEWords.resx</c> is English, <c>NAMEWords.gd.resx</c> Gaelic, and
/// so on. A page takes them from <c>IStringLocalizer&lt;NAMEWords&gt;</c>. Keys read <c>Place.What</c>. No text depends on a plural:
/// "Ballots: {0}", not "{0} ballots", because Gaelic has four plural forms and Arabic six. A test holds the languages against each other.
/// A page that a reader's language has no words for is English, its frame too, and says so in <c>lang</c>: <see cref="PageArea"/>.
/// </summary>
public static class LocalisationSetup
{
    /// <summary>The cookie that keeps the reader's choice.</summary>
    public const string Cookie = "language";

    // A browser sends the few that its owner reads; a longer list is nobody's.
    private const int MostAsked = 8;

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
                    SiteLanguage.Find(context.Request.Cookies[Cookie]) is { } chosen ? Answer(context, chosen) : null)),
                new CustomRequestCultureProvider(context => Task.FromResult(
                    Asked(context).FirstOrDefault(language => language.Speaks(PageAreas.Of(context.Request.Path))) is { } found ? Answer(context, found) : null)),
            ];
        });
        return services;
    }

    private static ProviderCultureResult Answer(HttpContext context, SiteLanguage language) =>
        new(language.Speaks(PageAreas.Of(context.Request.Path)) ? language.Tag : SiteLanguage.All[0].Tag);

    // What the browser asks for that is spoken here, the most wanted first.
    private static IEnumerable<SiteLanguage> Asked(HttpContext context) => context.Request.GetTypedHeaders().AcceptLanguage
        .Take(MostAsked).OrderByDescending(one => one.Quality ?? 1).Where(one => one.Quality != 0)
        .Select(one => SiteLanguage.FindNearest(one.Value.Value)).OfType<SiteLanguage>();
}
