using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Grains.Bundles;

internal sealed class BundleGrain : Grain, IBundleGrain
{
    public Task<BundleInfo> PrepareAsync(BundleKind kind, CancellationToken cancellationToken) => throw new NotImplementedException();

    public Task<ImmutableArray<byte>> ReadAsync(BundleKind kind, string sha256, long offset, CancellationToken cancellationToken) => throw new NotImplementedException();
}
