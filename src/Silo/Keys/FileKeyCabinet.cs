using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Silo.Keys;

/// <summary>
/// Keys as files that only the service's user can read: <c>DAY/LOG.pem</c> (PKCS #8) and <c>DAY/openings.key</c> (base64).
/// A file is written beside its place, brought to the disk, moved into it and read back.
/// </summary>
internal sealed class FileKeyCabinet(IOptions<KeyOptions> options, IHostEnvironment environment) : IKeyCabinet
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string PemLabel = "PRIVATE KEY";

    private readonly string folder = Path.Combine(environment.ContentRootPath, options.Value.KeyFolder);
    private readonly SemaphoreSlim making = new(1);

    public async Task<BoxKeys> MakeAsync(string day, string log, CancellationToken cancellationToken)
    {
        await making.WaitAsync(cancellationToken);
        try
        {
            MakeFolder(day);
            await MakeAsync(LogKeyFile(day, log), NewLogKey, cancellationToken);
            await MakeAsync(OpeningsKeyFile(day), NewOpeningsKey, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new KeyUnavailableException($"The keys of {day} cannot be written below {folder}: {failure.Message} Make the folder writable for the service.", failure);
        }
        finally
        {
            making.Release();
        }
        return await ReadAsync(day, log, cancellationToken);
    }

    public async Task<BoxKeys> ReadAsync(string day, string log, CancellationToken cancellationToken)
    {
        var pem = await ReadAsync(LogKeyFile(day, log), cancellationToken);
        var openings = await ReadAsync(OpeningsKeyFile(day), cancellationToken);
        try
        {
            var found = PemEncoding.Find(pem);
            return new BoxKeys(Convert.FromBase64String(pem[found.Base64Data]), Convert.FromBase64String(openings.Trim()));
        }
        catch (Exception broken) when (broken is ArgumentException or FormatException)
        {
            throw new KeyUnavailableException($"A key file of {day} below {folder} is damaged. Put back a good copy.", broken);
        }
    }

    private static string NewLogKey()
    {
        using var key = LogKey.Generate();
        return PemEncoding.WriteString(PemLabel, key.ExportPkcs8()) + "\n";
    }

    private static string NewOpeningsKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(OpeningCipher.KeySize)) + "\n";

    private static async Task MakeAsync(string path, Func<string> content, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
            return;
        var beside = path + ".new";
        var create = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = OwnerOnly;
        await using (var stream = new FileStream(beside, create))
        {
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(content()), cancellationToken);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path);
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new KeyUnavailableException($"The key file {path} cannot be read. Put it back, readable for the service: without it this day can neither take nor count ballots.", failure);
        }
    }

    private void MakeFolder(string day)
    {
        foreach (var place in new[] { folder, Path.Combine(folder, day) })
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(place);
            else
                Directory.CreateDirectory(place, OwnerOnly | UnixFileMode.UserExecute);
    }

    private string LogKeyFile(string day, string log) => Path.Combine(folder, day, log + ".pem");

    private string OpeningsKeyFile(string day) => Path.Combine(folder, day, "openings.key");
}
