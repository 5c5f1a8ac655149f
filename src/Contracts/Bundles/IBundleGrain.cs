using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using PbDecisionDay.Contracts.Days.Openings;

namespace PbDecisionDay.Contracts.Bundles;

/// <summary>
/// A day's bundles: the files from which a stranger, or an appointed auditor, checks the day without the service. Its key is the day's id.
/// The same journal gives the same bytes, whoever asks and however often the service was restarted.
/// </summary>
[Alias("pbdd.IBundleGrain")]
public interface IBundleGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes the bundle up to the log's last signed checkpoint, unless it is there already. It MUST NOT be waited for inside a call: after two
    /// seconds it is answered by <see cref="BundleInfo.InTheMaking"/> and asked for again. Only one is made at a time.
    /// </summary>
    /// <remarks>The auditor's is made only once its <c>release</c> is in the log.</remarks>
    /// <returns>What it is; a length of 0 where no checkpoint was signed yet, and while it is made.</returns>
    [Alias("Prepare"), AlwaysInterleave]
    Task<BundleInfo> PrepareAsync(BundleKind kind, CancellationToken cancellationToken);

    /// <summary>
    /// Takes shares of the openings key from which the next auditor's bundle is made, once the service has destroyed its own copy. The key they give
    /// stays in memory until that bundle is made.
    /// </summary>
    [Alias("BringShares"), AlwaysInterleave]
    Task<SharesAnswer> BringSharesAsync(ImmutableArray<BroughtShare> shares, CancellationToken cancellationToken);

    /// <summary>Reads a part of a bundle that was prepared.</summary>
    /// <param name="kind">Which bundle.</param>
    /// <param name="sha256">What <see cref="PrepareAsync"/> answered, so that no two bundles are ever mixed up.</param>
    /// <param name="offset">Where to begin, in bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Up to 1 MiB; empty at the end, and where that bundle is not, or no longer, kept: prepare again.</returns>
    [Alias("Read"), ReadOnly, AlwaysInterleave]
    Task<ImmutableArray<byte>> ReadAsync(BundleKind kind, string sha256, long offset, CancellationToken cancellationToken);
}
