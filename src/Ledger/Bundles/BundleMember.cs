using System.Text;

namespace PbDecisionDay.Ledger.Bundles;

/// <summary>A file to be put into a bundle.</summary>
/// <param name="Name">Its path in the bundle, with slashes. Grammar: docs/formats/bundle.md.</param>
/// <param name="Open">Opens its content from the start; the writer disposes of the stream.</param>
public sealed record BundleMember(string Name, Func<Stream> Open)
{
    /// <summary>A member that is in memory.</summary>
    public static BundleMember Of(string name, byte[] content) => new(name, () => new MemoryStream(content, writable: false));

    /// <summary>The whole content.</summary>
    public byte[] Read()
    {
        using var from = Open();
        using var to = new MemoryStream(from.CanSeek ? (int)from.Length : 0);
        from.CopyTo(to);
        return to.Length == to.Capacity ? to.GetBuffer() : to.ToArray();
    }

    /// <summary>The whole content as text; null where it is not UTF-8.</summary>
    public string? ReadText()
    {
        var bytes = Read();
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    /// <summary>A member that is text, as UTF-8 without a byte order mark.</summary>
    public static BundleMember Of(string name, string text) => Of(name, Encoding.UTF8.GetBytes(text));
}
