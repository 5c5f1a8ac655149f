using Orleans;

namespace PbDecisionDay.Contracts.Bundles;

/// <summary>Which bundle.</summary>
[GenerateSerializer, Alias("pbdd.BundleKind")]
public enum BundleKind
{
    /// <summary><c>public.zip</c>, for everyone: nothing in it opens a ballot that the mix does not publish.</summary>
    Public,

    /// <summary><c>auditor.zip</c>, for an appointed auditor alone: the openings of every ballot.</summary>
    Auditor,
}

/// <summary>A prepared bundle.</summary>
/// <param name="Length">Its length in bytes; 0 where there is none yet.</param>
/// <param name="Sha256">Its SHA-256, base64; empty where there is none.</param>
/// <param name="LogSize">The size of the log's last signed checkpoint, up to which it goes.</param>
[GenerateSerializer, Immutable, Alias("pbdd.BundleInfo")]
public sealed record BundleInfo([property: Id(0)] long Length, [property: Id(1)] string Sha256, [property: Id(2)] long LogSize)
{
    /// <summary>No checkpoint was signed yet.</summary>
    public static readonly BundleInfo None = new(0, "", 0);

    /// <summary>It is being made and takes longer than an answer. Ask again.</summary>
    public static readonly BundleInfo InTheMaking = new(0, "", 0) { Working = true };

    /// <summary>The service has no openings key any more: two holders bring their shares first.</summary>
    public static readonly BundleInfo AwaitsShares = new(0, "", 0) { NeedsShares = true };

    /// <summary>Whether shares of the openings key have to be brought first.</summary>
    [Id(4)]
    public bool NeedsShares { get; init; }

    /// <summary>Whether it is still being made.</summary>
    [Id(3)]
    public bool Working { get; init; }
}
