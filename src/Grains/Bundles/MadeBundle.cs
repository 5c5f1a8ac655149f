using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Ledger.Bundles;

namespace PbDecisionDay.Grains.Bundles;

/// <summary>A bundle that was made, ready to be read anywhere.</summary>
internal sealed class MadeBundle : IDisposable
{
    private readonly Stream content;

    private MadeBundle(BundleKind kind, BundleInfo info, Stream content, int countersignatures) =>
        (Kind, Info, this.content, Countersignatures) = (kind, info, content, countersignatures);

    public BundleKind Kind { get; }

    public BundleInfo Info { get; }

    /// <summary>How many lines of witnesses there were when it was made: a later one is reason to make it anew.</summary>
    public int Countersignatures { get; }

    /// <summary>Writes the members to an empty stream, which it then owns.</summary>
    public static MadeBundle Write(BundleKind kind, long logSize, Stream to, IEnumerable<BundleMember> members, int countersignatures)
    {
        try
        {
            BundleWriter.Write(to, members);
            to.Position = 0;
            return new MadeBundle(kind, new BundleInfo(to.Length, Convert.ToBase64String(SHA256.HashData(to)), logSize), to, countersignatures);
        }
        catch
        {
            to.Dispose();
            throw;
        }
    }

    public ImmutableArray<byte> Read(long offset, int most)
    {
        var part = new byte[Math.Clamp(content.Length - offset, 0, most)];
        content.Position = offset;
        content.ReadExactly(part);
        return ImmutableCollectionsMarshal.AsImmutableArray(part);
    }

    public void Dispose() => content.Dispose();
}
