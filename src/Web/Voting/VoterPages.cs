using Microsoft.Extensions.FileProviders;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Bundles;

namespace PbDecisionDay.Web.Voting;

/// <summary>
/// The scripts and styles of the voter's page as this process serves them. The page itself is made for its day, and is not among them; what that
/// leaves open is said in docs/formats/pages.md.
/// </summary>
internal sealed class VoterPages(IWebHostEnvironment environment) : IVoterPages
{
    /// <summary>What the voter's page loads, below the site's root.</summary>
    public static readonly IReadOnlyList<string> Files =
        ["css/base.css", "css/components.css", "css/print.css", "css/tokens.css", "css/vote.css", "js/fonts/han.css", "js/fonts/scripts.css", "js/vote.js"];

    // Read once: what a process serves does not change while it runs.
    private readonly Lazy<string> list = new(() => PageList.Print(Files.Select(path =>
        KeyValuePair.Create(path, Read(environment.WebRootFileProvider.GetFileInfo(path))))));

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
