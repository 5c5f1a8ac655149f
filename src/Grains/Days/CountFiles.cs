using System.Collections.Immutable;
using System.Security.Cryptography;
using PbDecisionDay.Storage.Files;

namespace PbDecisionDay.Grains.Days;

/// <summary>The unpublished files of a day's count, such as the photograph of the signed sheet and its names: each is called by its hash.</summary>
internal sealed class CountFiles(string day, IDayFiles files)
{
    /// <summary>The kind of the sheet's photograph.</summary>
    public const string Sheet = "sheet/";

    /// <summary>The kind of the file of who signed.</summary>
    public const string Names = "names/";

    /// <summary>The kind of the key that opens what was typed of paper slips.</summary>
    public const string Typing = "typing/";

    /// <summary>The kind of the names of those who handled a ballot box, one file a handling.</summary>
    public const string Boxes = "boxes/";

    /// <summary>The kind of the photographs of paper slips, each sealed under the key that opens what was typed.</summary>
    public const string Slips = "slips/";

    /// <summary>Apart from the files of the day's boxes, which are published: no box's key holds this sign.</summary>
    private readonly string _place = $"{day}#count";

    /// <summary>Writes a file durably.</summary>
    /// <returns>Its hash, base64.</returns>
    public async Task<string> WriteAsync(string kind, byte[] content, CancellationToken cancellationToken)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(content));
        await files.WriteAsync(_place, FileName(kind, hash), new MemoryStream(content, writable: false), cancellationToken);
        return hash;
    }

    /// <summary>The content of a file; empty where there is none or it was erased.</summary>
    public async Task<ImmutableArray<byte>> ReadAsync(string kind, string? hash, CancellationToken cancellationToken)
    {
        if (hash is null) return [];
        var name = FileName(kind, hash);
        var file = (await files.ListAsync(_place, cancellationToken)).FirstOrDefault(kept => string.Equals(kept.Name, name, StringComparison.Ordinal));
        if (file is null) return [];
        var content = ImmutableArray.CreateBuilder<byte>(checked((int)file.Length));
        while (content.Count < file.Length) content.AddRange((await files.ReadAsync(file, content.Count, cancellationToken)).Span);
        return content.MoveToImmutable();
    }

    /// <summary>Erases what the file of this hash took the place of.</summary>
    public Task EraseOthersAsync(string kind, string hash)
    {
        var name = FileName(kind, hash);
        return EraseAsync(file => file.StartsWith(kind, StringComparison.Ordinal) && !string.Equals(file, name, StringComparison.Ordinal));
    }

    /// <summary>Erases the file of this hash.</summary>
    public Task EraseAsync(string kind, string hash) => EraseAsync(file => string.Equals(file, FileName(kind, hash), StringComparison.Ordinal));

    /// <summary>Erases photographs, names and keys; whatever an interrupted step left behind goes too.</summary>
    public Task EraseAllAsync() => EraseAsync(_ => true);

    private async Task EraseAsync(Func<string, bool> which)
    {
        foreach (var file in await files.ListAsync(_place, CancellationToken.None))
            if (which(file.Name)) await files.EraseAsync(_place, file.Name, CancellationToken.None);
    }

    private static string FileName(string kind, string hash) => kind + Convert.ToHexString(Convert.FromBase64String(hash));
}
