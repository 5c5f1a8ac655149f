using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Storage.Keys;

/// <summary>What the keys are sealed under: the operator's passphrase, the first line of a file they name, or of a file made beside the key folder.</summary>
internal sealed class KeyProtection
{
    private const int DrawnBytes = 32;

    private readonly string? passphrase;
    private readonly string file;

    public KeyProtection(IOptions<KeyOptions> options, IHostEnvironment environment)
    {
        var keys = options.Value;
        KeyFolder = Path.Combine(environment.ContentRootPath, keys.KeyFolder);
        DefaultFile = Path.TrimEndingDirectorySeparator(KeyFolder) + ".unlock";
        passphrase = string.IsNullOrEmpty(keys.Passphrase) ? null : keys.Passphrase;
        file = string.IsNullOrEmpty(keys.UnlockFile) ? DefaultFile : Path.Combine(environment.ContentRootPath, keys.UnlockFile);
        ByDefaultFile = passphrase is null && string.IsNullOrEmpty(keys.UnlockFile);
    }

    /// <summary>Where the keys stand.</summary>
    public string KeyFolder { get; }

    /// <summary>The file made where nothing is named.</summary>
    public string DefaultFile { get; }

    /// <summary>Nothing was named.</summary>
    public bool ByDefaultFile { get; }

    /// <summary>The words that protection.</summary>
    /// <exception cref="KeyUnavailableException">The file is missing, cannot be read, or is too short.</exception>
    public ProtectionWords Read() => passphrase is null ? ReadFile(file) : new ProtectionWords(passphrase, Drawn: false);

    /// <summary>The words of the default file, where another way to unlock was named since and that file is still there; otherwise null.</summary>
    public ProtectionWords? ReadFormer() => !ByDefaultFile && File.Exists(DefaultFile) ? ReadFile(DefaultFile) : null;

    /// <summary>Makes the default file if it is to be used and is missing. Only where no key was ever sealed: a lost file is never replaced by another.</summary>
    public void MakeDefaultFile()
    {
        if (!ByDefaultFile || File.Exists(DefaultFile) || AnyKeyIsSealed())
            return;
        DurableFile.MakeFolder(Path.GetDirectoryName(DefaultFile)!);
        DurableFile.Write(DefaultFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(DrawnBytes)) + "\n");
    }

    /// <summary>
    /// Whether a box's keys stand in the key folder, or the openings key was destroyed as it should be; whether they are whole is seen when they are read.
    /// </summary>
    public bool Has(string day, string log) =>
        File.Exists(LogKeyFile(KeyFolder, day, log)) && (File.Exists(OpeningsKeyFile(KeyFolder, day)) || File.Exists(DestroyedFile(KeyFolder, day)));

    /// <summary>The file of the key that signs a box's log.</summary>
    public static string LogKeyFile(string folder, string day, string log) => Path.Combine(folder, day, log + ".pem");

    /// <summary>The file of a day's openings key.</summary>
    public static string OpeningsKeyFile(string folder, string day) => Path.Combine(folder, day, "openings.key");

    /// <summary>The file that stands where the service has destroyed its copy of a day's openings key.</summary>
    public static string DestroyedFile(string folder, string day) => Path.Combine(folder, day, "openings.destroyed");

    private bool AnyKeyIsSealed() =>
        Directory.Exists(KeyFolder)
        && Directory.EnumerateFiles(KeyFolder, "*", SearchOption.AllDirectories)
            .Any(path => Path.GetExtension(path) is ".pem" or ".key" && KeyFile.IsSealed(File.ReadAllText(path)));

    private static ProtectionWords ReadFile(string path)
    {
        string words;
        try
        {
            words = File.ReadLines(path).FirstOrDefault("");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new KeyUnavailableException(
                $"The unlock file {path} cannot be read. Put it back, readable for the service: the keys of every day are sealed under it, and no new ones are made over them.", failure);
        }
        return words.Length >= KeyCopy.ShortestPassphrase
            ? new ProtectionWords(words, IsDrawn(words))
            : throw new KeyUnavailableException(
                $"The first line of the unlock file {path} has fewer than {KeyCopy.ShortestPassphrase} characters. Put the right file back, or make a new one before the first day: openssl rand -base64 32.");
    }

    // What a person thought of is no 32 bytes in base64.
    private static bool IsDrawn(string words)
    {
        Span<byte> bytes = stackalloc byte[DrawnBytes + 2];
        return words.Length == 44 && Convert.TryFromBase64String(words, bytes, out var length) && length == DrawnBytes;
    }
}

/// <summary>Words that unlock keys.</summary>
/// <param name="Text">The words.</param>
/// <param name="Drawn">Whether they are 32 random bytes, which need no stretching.</param>
internal readonly record struct ProtectionWords(string Text, bool Drawn)
{
    public override string ToString() => "unlock words (hidden)";
}
