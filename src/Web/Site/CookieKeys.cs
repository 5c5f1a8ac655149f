using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// The keys that protect cookies and forms stand with the other keys, in <c>KEYS/web</c>, sealed under the same unlock words, so that doors stay paired and
/// organisers signed in when the service starts anew, and a copied folder lets nobody in.
/// </summary>
public static class CookieKeys
{
    private const string Name = "PB Decision Day";

    /// <summary>Adds the protection of cookies and forms.</summary>
    public static void AddCookieKeys(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddDataProtection().SetApplicationName(Name);
        builder.Services.AddOptions<KeyOptions>().Bind(builder.Configuration.GetSection("Keys"));
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IOptions<KeyOptions>, IHostEnvironment, SealedFiles>(
            (protection, keys, environment, files) => protection.XmlRepository =
                new SealedXml(files, OwnFolder(Path.Combine(OwnFolder(Path.Combine(environment.ContentRootPath, keys.Value.KeyFolder)), "web"))));
    }

    private static string OwnFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    private sealed class SealedXml(SealedFiles files, string folder) : IXmlRepository
    {
        private const string Extension = ".xml";

        public IReadOnlyCollection<XElement> GetAllElements() => [.. files.ReadAll(folder, Extension).Select(XElement.Parse)];

        public void StoreElement(XElement element, string friendlyName) => files.Write(folder, $"{friendlyName}{Extension}", element.ToString(SaveOptions.DisableFormatting));
    }
}
