namespace PbDecisionDay.Rules.Pabulib;

/// <summary>What to read of a file beside the election.</summary>
public sealed record PabulibReading
{
    /// <summary>Whether to keep the rows of VOTES, for writing them again. The default value is false.</summary>
    public bool KeepVotes { get; init; }

    /// <summary>What a rank on an ordinal ballot counts. The default value is its Borda points.</summary>
    public RankPoints RankPoints { get; init; }

    /// <summary>The longest ballot allowed, for <see cref="RankPoints.FromMostAllowed"/> where META has no <c>max_length</c>. The default value is the number of projects.</summary>
    public int? MostAllowed { get; init; }

    /// <summary>Told the number of ballots read, every few thousand; null for silence.</summary>
    public IProgress<long>? Progress { get; init; }
}
