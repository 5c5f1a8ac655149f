using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Storage;

/// <summary>A host with databases, keys and backups in folders of its own, started by nobody.</summary>
internal sealed class StoredSite(string data) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Data => data.Length > 0 ? data : _folder.File("data");

    public string Keys => _folder.File("keys");

    public string Copies => _folder.File("copies");

    public string KeyCopies => _folder.File("key-copies");

    public IHost Host(TimeProvider? time = null, params (string Name, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder.Path });
        builder.Logging.ClearProviders();
        if (time is not null) builder.Services.AddSingleton(time);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Name, string? (one) => one.Value)).Build();
        configuration["Storage:DataFolder"] = Data;
        configuration["Keys:KeyFolder"] = Keys;
        builder.Services.AddSqliteStorage(configuration.GetSection("Storage"));
        builder.Services.AddKeys(configuration.GetSection("Keys"));
        builder.Services.AddBackups(configuration.GetSection("Backup"));
        return builder.Build();
    }

    public void Dispose() => _folder.Dispose();
}
