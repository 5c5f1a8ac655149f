using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Storage.Keys;

/// <summary>
/// Keys as sealed files that only the service's user can read, <c>DAY/LOG.pem</c> and <c>DAY/openings.key</c>, in whose place
/// <c>DAY/openings.destroyed</c> stands in the end, and beside them <c>DAY/LOG.signed</c>, the last checkpoint signed, and
/// <c>DAY/contacts.key</c>. What is written is read back. Each file is unsealed once while it stays the same.
/// </summary>
internal sealed partial class FileKeyCabinet(KeyProtection protection, ILogger<FileKeyCabinet> logger) : IKeyCabinet
{
    /// <summary>Whether a folder holds keys of any day.</summary>
    internal static bool HasKeys(string? folder) =>
        folder is not null && Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.pem", SearchOption.AllDirectories).Any();

    private readonly SemaphoreSlim writing = new(1);
    private readonly ConcurrentDictionary<string, (Digest File, byte[] Key)> unsealed = new(StringComparer.Ordinal);

    private string Folder => protection.KeyFolder;

    public bool UnlockedByDefaultFile => protection.ByDefaultFile;

    public async Task<BoxKeys> MakeAsync(string day, string log, CancellationToken cancellationToken)
    {
        await WriteAsync(day, () =>
        {
            protection.MakeDefaultFile();
            MakeDayFolder(day);
            MakeMissing(SignedFile(day, log), () => "");
            MakeMissing(LogKeyFile(day, log), () => KeyFile.Seal(KeyKind.Log, day, NewLogKey(), protection.Read()));
            if (!File.Exists(DestroyedFile(day)))
                MakeMissing(OpeningsKeyFile(day), () => KeyFile.Seal(KeyKind.Openings, day, RandomNumberGenerator.GetBytes(OpeningCipher.KeySize), protection.Read()));
        }, cancellationToken);
        return await ReadAsync(day, log, cancellationToken);
    }

    public async Task<BoxKeys> ReadAsync(string day, string log, CancellationToken cancellationToken)
    {
        // Stretching a passphrase takes a core a third of a second.
        var signing = Task.Run(() => ReadKey(KeyKind.Log, day, LogKeyFile(day, log)), cancellationToken);
        if (File.Exists(DestroyedFile(day)))
        {
            await SealClearAsync(day, log, [(KeyKind.Log, LogKeyFile(day, log), await signing)], cancellationToken);
            return new BoxKeys((await signing).Key, ReadOnlyMemory<byte>.Empty);
        }
        var openings = Task.Run(() => ReadKey(KeyKind.Openings, day, OpeningsKeyFile(day)), cancellationToken);
        await Task.WhenAll(signing, openings);
        await SealClearAsync(day, log, [(KeyKind.Log, LogKeyFile(day, log), await signing), (KeyKind.Openings, OpeningsKeyFile(day), await openings)], cancellationToken);
        return new BoxKeys((await signing).Key, (await openings).Key.ToArray());
    }

    public async Task<ReadOnlyMemory<byte>> MakeOpeningsKeyAsync(string day, CancellationToken cancellationToken)
    {
        var key = RandomNumberGenerator.GetBytes(OpeningCipher.KeySize);
        await WriteAsync(day, () => WriteOpeningsKey(day, NextOpeningsKeyFile(day), key), cancellationToken);
        return key;
    }

    public async Task<bool> TakeOpeningsKeyAsync(string day, Digest sha256, CancellationToken cancellationToken)
    {
        var next = NextOpeningsKeyFile(day);
        if (!File.Exists(next) || Digest.Sha256((await Task.Run(() => ReadKey(KeyKind.Openings, day, next), cancellationToken)).Key) != sha256)
            return false;
        await WriteAsync(day, () => DurableFile.Move(next, OpeningsKeyFile(day)), cancellationToken);
        return true;
    }

    public Task PutOpeningsKeyAsync(string day, ReadOnlyMemory<byte> key, CancellationToken cancellationToken) => WriteAsync(day, () =>
    {
        MakeDayFolder(day);
        WriteOpeningsKey(day, OpeningsKeyFile(day), key.ToArray());
        DurableFile.Destroy(DestroyedFile(day));
    }, cancellationToken);

    public Task DestroyOpeningsKeyAsync(string day, CancellationToken cancellationToken) => WriteAsync(day, () =>
    {
        // Said first: a key that is gone without a word would look like a lost one.
        if (!File.Exists(DestroyedFile(day)))
            DurableFile.Write(DestroyedFile(day), "The service destroyed its copy of the openings key when it was not needed any more. Two shares give the key.\n");
        foreach (var path in new[] { OpeningsKeyFile(day), NextOpeningsKeyFile(day) })
            Destroy(path);
    }, cancellationToken);

    public async Task<ReadOnlyMemory<byte>?> ReadContactsKeyAsync(string day, CancellationToken cancellationToken)
    {
        var path = ContactsKeyFile(day);
        if (!File.Exists(path)) return null;
        var read = await Task.Run(() => ReadKey(KeyKind.Contacts, day, path), cancellationToken);
        if (read.SealAnew)
            await WriteAsync(day, () => WriteKey(KeyKind.Contacts, day, path, read.Key), cancellationToken);
        return read.Key.ToArray();
    }

    public async Task<ReadOnlyMemory<byte>> KeepContactsKeyAsync(string day, ReadOnlyMemory<byte> key, CancellationToken cancellationToken)
    {
        await WriteAsync(day, () =>
        {
            protection.MakeDefaultFile();
            MakeDayFolder(day);
            if (!File.Exists(ContactsKeyFile(day))) WriteKey(KeyKind.Contacts, day, ContactsKeyFile(day), key.ToArray());
        }, cancellationToken);
        return (await ReadContactsKeyAsync(day, cancellationToken))!.Value;
    }

    public Task DestroyContactsKeyAsync(string day, CancellationToken cancellationToken) =>
        WriteAsync(day, () => Destroy(ContactsKeyFile(day)), cancellationToken);

    public Task DestroyPracticeAsync(string day, CancellationToken cancellationToken)
    {
        if (!PracticeId.Is(day)) throw new ArgumentException($"'{day}' is no practice run; its keys are kept.", nameof(day));
        return WriteAsync(day, () =>
        {
            var folder = new DirectoryInfo(Path.Combine(Folder, day));
            if (!folder.Exists) return;
            foreach (var file in folder.GetFiles())
                Destroy(file.FullName);
            folder.Delete();
        }, cancellationToken);
    }

    private void Destroy(string path)
    {
        DurableFile.Destroy(path);
        if (unsealed.TryRemove(path, out var known))
            CryptographicOperations.ZeroMemory(known.Key);
    }

    /// <summary>Reads both keys of a box and writes nothing.</summary>
    /// <exception cref="KeyUnavailableException">One is missing, cannot be read, or is not unlocked by what was named.</exception>
    public Task LookAsync(string day, string log) => Task.Run(() =>
    {
        ReadKey(KeyKind.Log, day, LogKeyFile(day, log));
        if (!File.Exists(DestroyedFile(day)))
            ReadKey(KeyKind.Openings, day, OpeningsKeyFile(day));
    });

    public Task KeepSignedAsync(string day, string log, string note, CancellationToken cancellationToken) =>
        WriteAsync(day, () => DurableFile.Write(SignedFile(day, log), note), cancellationToken);

    public Task<string?> ReadSignedAsync(string day, string log, CancellationToken cancellationToken) => Task.Run(() =>
    {
        var path = SignedFile(day, log);
        try
        {
            // A person may have put it there, from wherever it was kept: line ends and blank lines round it are no matter.
            return !File.Exists(path) ? null : File.ReadAllText(path).ReplaceLineEndings("\n").Trim() is { Length: > 0 } note ? note + "\n" : "";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new KeyUnavailableException($"{path}, the last checkpoint signed, cannot be read. Make it readable for the service.", failure);
        }
    }, cancellationToken);

    private static byte[] NewLogKey()
    {
        using var key = LogKey.Generate();
        return key.ExportPkcs8();
    }

    private static void MakeMissing(string path, Func<string> content)
    {
        if (!File.Exists(path))
            DurableFile.Write(path, content());
    }

    private void WriteOpeningsKey(string day, string path, byte[] key) => WriteKey(KeyKind.Openings, day, path, key);

    private void WriteKey(KeyKind kind, string day, string path, byte[] key)
    {
        var text = KeyFile.Seal(kind, day, key, protection.Read());
        if (!KeyFile.Open(kind, text, protection.Read()).AsSpan().SequenceEqual(key))
            throw new KeyUnavailableException($"{path} could not be sealed and read back; nothing was changed.");
        DurableFile.Write(path, text);
    }

    private ReadKeyFile ReadKey(KeyKind kind, string day, string path)
    {
        var text = ReadText(path);
        var file = Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(text));
        if (unsealed.TryGetValue(path, out var known) && known.File == file)
            return new ReadKeyFile(known.Key, SealAnew: false);
        try
        {
            var read = Open(kind, text) ?? throw new KeyUnavailableException(
                $"{path} was sealed under another passphrase or unlock file, or is damaged. Start the service with the one that {day} was made with "
                + "(Keys:Passphrase or Keys:UnlockFile), or put a good copy back. No new key was made.");
            if (!read.SealAnew)
                unsealed[path] = (file, read.Key);
            return read;
        }
        catch (FormatException broken)
        {
            throw new KeyUnavailableException($"The key file {path} is damaged. Put back a good copy: no new key was made.", broken);
        }
    }

    private ReadKeyFile? Open(KeyKind kind, string text)
    {
        if (!KeyFile.IsSealed(text))
            return new ReadKeyFile(KeyFile.ReadClear(kind, text), SealAnew: true);
        if (KeyFile.Open(kind, text, protection.Read()) is { } key)
            return new ReadKeyFile(key, SealAnew: false);
        return protection.ReadFormer() is { } former && KeyFile.Open(kind, text, former) is { } moved ? new ReadKeyFile(moved, SealAnew: true) : null;
    }

    /// <summary>Keys that stand in clear, or under the default file although something else unlocks now, are sealed as they should be.</summary>
    private async Task SealClearAsync(string day, string log, (KeyKind Kind, string Path, ReadKeyFile Read)[] keys, CancellationToken cancellationToken)
    {
        if (!keys.Any(key => key.Read.SealAnew))
            return;
        await WriteAsync(day, () =>
        {
            protection.MakeDefaultFile();
            MakeMissing(SignedFile(day, log), () => "");
            foreach (var (kind, path, read) in keys.Where(key => key.Read.SealAnew))
            {
                var text = KeyFile.Seal(kind, day, read.Key, protection.Read());
                if (!KeyFile.Open(kind, text, protection.Read()).AsSpan().SequenceEqual(read.Key))
                    throw new KeyUnavailableException($"{path} could not be sealed and read back; it was left as it was.");
                DurableFile.Write(path, text);
                LogSealed(path);
            }
        }, cancellationToken);
    }

    private async Task WriteAsync(string day, Action write, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await Task.Run(write, CancellationToken.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new KeyUnavailableException($"The keys of {day} cannot be written below {Folder}: {failure.Message} Make the folder writable for the service.", failure);
        }
        finally
        {
            writing.Release();
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new KeyUnavailableException($"The key file {path} cannot be read. Put it back, readable for the service: without it this day can neither take nor count ballots.", failure);
        }
    }

    private void MakeDayFolder(string day)
    {
        DurableFile.MakeFolder(Folder);
        DurableFile.MakeFolder(Path.Combine(Folder, day));
    }

    private string LogKeyFile(string day, string log) => KeyProtection.LogKeyFile(Folder, day, log);

    private string ContactsKeyFile(string day) => Path.Combine(Folder, day, "contacts.key");

    private string SignedFile(string day, string log) => Path.Combine(Folder, day, log + ".signed");

    private string NextOpeningsKeyFile(string day) => Path.Combine(Folder, day, "openings.next.key");

    private string DestroyedFile(string day) => KeyProtection.DestroyedFile(Folder, day);

    private string OpeningsKeyFile(string day) => KeyProtection.OpeningsKeyFile(Folder, day);

    private sealed record ReadKeyFile(byte[] Key, bool SealAnew);

    [LoggerMessage(3102, LogLevel.Information, "{File} was sealed under what unlocks the keys now.")]
    private partial void LogSealed(string file);
}
