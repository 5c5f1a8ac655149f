using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// The keys that protect cookies and forms stand with the other keys, in <c>KEYS/web</c>, so that doors stay paired and organisers signed
/// in when the service starts anew, whoever's home directory it runs without.
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
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IOptions<KeyOptions>, IHostEnvironment, ILoggerFactory>(
            (protection, keys, environment, loggers) => protection.XmlRepository =
                new FileSystemXmlRepository(OwnFolder(Path.Combine(OwnFolder(Path.Combine(environment.ContentRootPath, keys.Value.KeyFolder)).FullName, "web")), loggers));
    }

    private static DirectoryInfo OwnFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
