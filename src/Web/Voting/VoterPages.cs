using Microsoft.Extensions.FileProviders;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Voting;

/// <summary>
/// The voter's page as this process serves it: a static file for each language, with its scripts, styles and the stalls' pictures. The form for browsers without script is
/// made by the server and is not among them; what that leaves open is said in docs/formats/pages.md.
/// </summary>
internal sealed class VoterPages(IWebHostEnvironment environment) : IVoterPages
{
    /// <summary>The pages and what they load, below the site's root.</summary>
    public static readonly IReadOnlyList<string> Files =
    [
        "css/ballot.css", "css/base.css", "css/components.css", "css/print.css", "css/tokens.css", "css/vote.css", "js/fonts/han.css", "js/fonts/scripts.css", "js/looks.js",
        "js/vote.js",
        // Whoever votes by the picture could be shown another one.
        .. Days.Pictures.Files,
        .. SiteLanguage.All.Select(PageIn),
    ];

    // Read once: what a process serves does not change while it runs.
    private readonly Lazy<string> list = new(() => PageList.Print(Files.Select(path =>
        KeyValuePair.Create(path, Read(environment.WebRootFileProvider.GetFileInfo(path))))));

    /// <summary>Where the page in a language stands, below the site's root.</summary>
    public static string PageIn(SiteLanguage language) => $"voter/{language.Tag}.html";

    /// <inheritdoc/>
    public string List => list.Value;

    private static byte[] Read(IFileInfo file)
    {
        using var stream = file.CreateReadStream();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
