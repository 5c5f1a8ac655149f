namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>The supporters of one project.</summary>
internal readonly ref struct Supporters(SharesProfile profile, int project)
{
    private readonly ReadOnlySpan<int> _numbers = profile.Numbers.AsSpan(profile.Start[project]..profile.Start[project + 1]);
    private readonly ReadOnlySpan<int> _worth = profile.Worth is null ? default : profile.Worth.AsSpan(profile.Start[project]..profile.Start[project + 1]);

    /// <summary>Their ballot classes.</summary>
    public ReadOnlySpan<int> Classes { get; } = profile.Classes.AsSpan(profile.Start[project]..profile.Start[project + 1]);

    public int WorthAt(int supporter) => _worth.IsEmpty ? 1 : _worth[supporter];

    /// <summary>What those hold who hold less than a price, and their weight.</summary>
    public (long Held, long Weight) Poor(long[] held, long price) => OutbidSupporterSums.Of(Classes, _numbers, _worth, held, price);

    /// <summary>The sum of another amount over those who hold less than a price.</summary>
    public long PoorOther(long[] held, long price, long[] other) => OutbidSupporterSums.OfOther(Classes, _numbers, _worth, held, price, other);

    /// <summary>The errors of those who hold less than a price, and the least that any other surely holds.</summary>
    public (long PoorError, long LeastRich) Errors(long[] held, long[] error, long price) => OutbidSupporterSums.Errors(Classes, _numbers, _worth, held, error, price);
}
