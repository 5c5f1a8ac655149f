using System.Collections.Immutable;
using System.Security.Cryptography;
using PbDecisionDay.Storage.Files;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>The pictures of a day's stalls, each called by its hash.</summary>
internal sealed class StallFiles(string day, IDayFiles files)
{
    /// <summary>Apart from the files of the day's boxes, which are published: no box's key holds this sign.</summary>
    private readonly string _place = $"{day}#stalls";

    /// <summary>Writes a file durably.</summary>
    /// <returns>Its hash, lower-case hexadecimal.</returns>
    public async Task<string> WriteAsync(ImmutableArray<byte> content, CancellationToken cancellationToken)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(content.AsSpan()));
        await files.WriteAsync(_place, name, new MemoryStream([.. content], writable: false), cancellationToken);
        return name;
    }

    /// <summary>The content of a file; empty where there is none.</summary>
    public async Task<ImmutableArray<byte>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var file = (await files.ListAsync(_place, cancellationToken)).FirstOrDefault(kept => string.Equals(kept.Name, name, StringComparison.Ordinal));
        if (file is null) return [];
        var content = ImmutableArray.CreateBuilder<byte>(checked((int)file.Length));
        while (content.Count < file.Length) content.AddRange((await files.ReadAsync(file, content.Count, cancellationToken)).Span);
        return content.MoveToImmutable();
    }

    /// <summary>Erases every file that is not shown: what was replaced or removed, and what an interrupted step left behind.</summary>
    public async Task EraseAllButAsync(Func<string, bool> shown)
    {
        foreach (var file in await files.ListAsync(_place, CancellationToken.None))
            if (!shown(file.Name)) await files.EraseAsync(_place, file.Name, CancellationToken.None);
    }
}
