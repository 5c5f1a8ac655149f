namespace PbDecisionDay.Rehearsal;

/// <summary>What to rehearse.</summary>
/// <param name="Site">The service's address.</param>
/// <param name="Ballots">A Pabulib file.</param>
/// <param name="Voters">How many come, 1 or more; null for as many as the file has valid ballots.</param>
/// <param name="Concurrency">How many phones cast at once, 1 to 1,024.</param>
/// <param name="Seed">Decides who comes, in which order, and what befalls whom.</param>
/// <param name="Tokens">A file with the two organisers' tokens, or null for the usual places.</param>
internal sealed record Options(Uri Site, string Ballots, int? Voters, int Concurrency, int Seed, string? Tokens)
{
    /// <summary>Whether the groups speak first, so that phones are refused until an organiser lets everybody vote.</summary>
    public bool Talks { get; init; }

    public const int DefaultConcurrency = 64;
    public const int MostConcurrency = 1024;
    public const int DefaultSeed = 1;
}
