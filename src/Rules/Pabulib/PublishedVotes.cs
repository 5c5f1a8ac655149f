using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>The ballots in the rows of a file that this product wrote.</summary>
public static class PublishedVotes
{
    /// <summary>Reads the ballots, in the file's order.</summary>
    /// <param name="file">A file whose votes were kept.</param>
    /// <param name="paper">The frozen ballot paper.</param>
    /// <param name="form">The frozen form of a ballot.</param>
    /// <param name="ballots">The ballots; empty where one is none.</param>
    /// <param name="problem">The first ballot at fault and why, or null.</param>
    public static bool TryRead(
        PabulibFile file, Paper paper, BallotForm form, out ImmutableArray<Ballot> ballots, [NotNullWhen(false)] out string? problem)
    {
        var read = ImmutableArray.CreateBuilder<Ballot>(file.Votes.Length);
        (ballots, problem) = ([], null);
        int vote = file.VoteColumns.IndexOf("vote"), points = file.VoteColumns.IndexOf("points");
        foreach (ImmutableArray<string> row in file.Votes)
        {
            string number = (read.Count + 1).ToString(CultureInfo.InvariantCulture);
            if (!Ballot.TryParse(Canonical(form.Kind, row[vote], points < 0 ? null : row[points]), out Ballot? ballot, out string? reason))
                problem = $"ballot {number}: {reason}";
            else if (form.Check(ballot!, paper) is { } refusal)
                problem = $"ballot {number} is not valid under the frozen rules: {Words.Of(refusal.Kind)}";
            if (problem is not null)
                return false;
            read.Add(ballot!);
        }
        ballots = read.DrainToImmutable();
        return true;
    }

    private static string Canonical(BallotKind kind, string vote, string? points)
    {
        if (vote is "" or PabulibExport.Blank)
            return Words.Of(BallotKind.Blank);
        string[] ids = vote.Split(',');
        if (kind is BallotKind.Points or BallotKind.Score)
            ids = [.. ids.Zip((points ?? "").Split(',')).OrderBy(choice => choice.First, StringComparer.Ordinal)
                .Select(choice => $"{choice.First}={choice.Second}")];
        return $"{Words.Of(kind)} {string.Join(' ', ids)}";
    }
}
