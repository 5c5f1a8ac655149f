using Microsoft.Extensions.Localization;

namespace PbDecisionDay.Web.Localisation;

/// <summary>
/// The resource files under <c>Resources/</c>: <c>NAME.resx</c> is English, <c>NAME.gd.resx</c> Gaelic, and so on. A page takes its texts from
/// <c>IStringLocalizer&lt;Resources.NAME&gt;</c>. Keys read <c>Place.What</c>. No text depends on a plural: "Ballots: {0}", not "{0} ballots",
/// because Gaelic has four plural forms and Arabic six. A test holds the languages against each other.
/// </summary>
public static class ResourceFiles
{
    /// <summary>A resource file by its name.</summary>
    public static IStringLocalizer Open(IStringLocalizerFactory factory, string name)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return factory.Create($"Resources.{name}", typeof(ResourceFiles).Assembly.GetName().Name!);
    }
}
