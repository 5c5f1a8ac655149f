using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Entries;

/// <summary>What the mix is bound to before the dice are rolled. One a day, ever.</summary>
/// <param name="Ballots">SHA-256 of the published ballots, <c>ballots.pb</c>.</param>
/// <param name="Lists">For k = 1 to 20, SHA-256 of the sorted list of the counted u_k, in that order.</param>
public sealed record MixEntry(Digest Ballots, IReadOnlyList<Digest> Lists) : LogEntry
{
    /// <summary>The fewest counted ballots that are mixed and published. Below it only totals are.</summary>
    public const int LeastBallots = 30;

    internal const string Word = "mix";

    /// <summary>For k = 1 to 20, SHA-256 of the sorted list of the counted u_k, in that order.</summary>
    public IReadOnlyList<Digest> Lists { get; } = Lists.Count == BallotSeal.Pairs
        ? [.. Lists]
        : throw new ArgumentException($"A mix has {BallotSeal.Pairs} lists.", nameof(Lists));

    /// <inheritdoc/>
    public override string Kind => Word;

    /// <inheritdoc/>
    public bool Equals(MixEntry? other) => other is not null && Ballots == other.Ballots && Lists.SequenceEqual(other.Lists);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Ballots, Lists[0]);

    internal static LogEntry? Read(ref EntryReader reader)
    {
        if (!reader.Field("ballots", out var ballots))
            return null;
        var lists = new Digest[BallotSeal.Pairs];
        for (var k = 1; k <= lists.Length; k++)
            if (!reader.Field(ListName(k), out lists[k - 1]))
                return null;
        return new MixEntry(ballots, lists);
    }

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("ballots", Ballots);
        for (var k = 1; k <= Lists.Count; k++)
            writer.Field(ListName(k), Lists[k - 1]);
    }

    private static string ListName(int k) => $"list-{k:00}";
}
