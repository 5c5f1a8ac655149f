using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PbDecisionDay.Storage.Files;

/// <summary>
/// Temporary files in <c>bundles</c> below the data folder. Each goes when it is closed; what a killed process left goes when the next one starts,
/// since the lock on the databases makes sure that there is no other.
/// </summary>
internal sealed class ScratchFolder(IOptions<StorageOptions> options, IHostEnvironment environment) : IScratch, IHostedService
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Suffix = ".part";

    private readonly string folder = Path.Combine(environment.ContentRootPath, options.Value.DataFolder, "bundles");

    public Stream Create()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = OwnerOnly;
        return new FileStream(Path.Combine(folder, Path.GetRandomFileName() + Suffix), create);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var left in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + Suffix) : []) File.Delete(left);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
