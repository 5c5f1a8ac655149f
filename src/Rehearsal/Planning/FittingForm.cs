using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Rehearsal.Planning;

/// <summary>The ballot form and the rule that fit a file: what its META says, and what its voters did.</summary>
internal static class FittingForm
{
    private const int NearlyAllPercent = 90;

    /// <summary>
    /// Approvals and ranks keep META's least and most, and approvals that had to fit the budget still have to. Points have to be
    /// dealt out to the last one, so where more than a few voters kept some, the file is played with scores, which say the same
    /// and ask for no total.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="votes">Its votes.</param>
    /// <param name="projects">How many projects are on the paper.</param>
    public static BallotForm Of(PabulibFile file, IReadOnlyCollection<ImmutableArray<Choice>> votes, int projects)
    {
        bool one = string.Equals(file["vote_type"]?.Trim(), "choose-1", StringComparison.Ordinal);
        int least = Math.Clamp(Meta(file, "min_length") ?? 1, 1, projects);
        int most = Meta(file, "max_length") ?? (one ? 1 : 0);
        if (most < least)
            most = 0;
        return file.Election.Ballots.Kind switch
        {
            BallotKind.Approve => new(BallotKind.Approve, least, most, Knapsack: file["max_sum_cost"] is { } cost && cost == file["budget"]),
            BallotKind.Rank => new(BallotKind.Rank, least, most),
            BallotKind.Points => DealtOut(votes, Meta(file, "max_sum_points")) is { } total ? new(BallotKind.Points, Math.Min(least, total), most, total) : Scores(file, votes),
            BallotKind.Score => Scores(file, votes),
            BallotKind.Blank => throw new ArgumentException("A file's ballots are never all blank.", nameof(file)),
        };
    }

    /// <summary>Most votes first, or most points where ballots say more than yes; passing over what does not fit; ties to the lower cost, then by id.</summary>
    public static RuleSettings RuleFor(BallotForm form) => new()
    {
        Rule = form.Kind == BallotKind.Approve ? AllocationRule.MostVotes : AllocationRule.Score,
        Marginal = new(MarginalKind.Skip),
        Ties = TieBreak.Default,
    };

    private static BallotForm Scores(PabulibFile file, IReadOnlyCollection<ImmutableArray<Choice>> votes) =>
        BallotForm.Score(Math.Max(Meta(file, "max_points") ?? 1, votes.SelectMany(vote => vote).Select(choice => choice.Value).DefaultIfEmpty(1).Max()));

    /// <summary>The total that nearly all voters dealt out, or null.</summary>
    private static int? DealtOut(IReadOnlyCollection<ImmutableArray<Choice>> votes, int? stated)
    {
        var totals = votes.Where(vote => !vote.IsEmpty).CountBy(vote => vote.Sum(choice => choice.Value)).ToList();
        if (totals.Count == 0)
            return stated;
        (int total, int voters) = totals.Where(t => stated is null || t.Key == stated).DefaultIfEmpty(totals[0]).MaxBy(t => t.Value);
        return total > 0 && (long)voters * 100 >= (long)votes.Count * NearlyAllPercent ? total : null;
    }

    private static int? Meta(PabulibFile file, string key) =>
        int.TryParse(file[key]?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
