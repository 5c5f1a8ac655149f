using System.Text;

namespace PbDecisionDay.Ledger;

/// <summary>A file to be put into a bundle.</summary>
/// <param name="Name">Its path in the bundle, with slashes. Grammar: docs/formats/bundle.md.</param>
/// <param name="Open">Opens its content from the start; the writer disposes of the stream.</param>
public sealed record BundleMember(string Name, Func<Stream> Open)
{
    /// <summary>A member that is in memory.</summary>
    public static BundleMember Of(string name, byte[] content) => new(name, () => new MemoryStream(content, writable: false));

    /// <summary>A member that is text, as UTF-8 without a byte order mark.</summary>
    public static BundleMember Of(string name, string text) => Of(name, Encoding.UTF8.GetBytes(text));
}
