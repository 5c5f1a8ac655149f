using System.Globalization;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>
/// A second opinion on the count, from the ballots' texts alone and with none of the product's rules: most support first,
/// ties to the lower cost, then the smaller id; what does not fit is passed over.
/// </summary>
internal static class IndependentCount
{
    /// <summary>Votes of each project, or points where ballots give them; of a ranking, the number of projects of the same pot ranked below.</summary>
    /// <param name="ballots">The ballots.</param>
    /// <param name="pots">The pot of each project.</param>
    public static Dictionary<string, long> Support(IEnumerable<string> ballots, IReadOnlyDictionary<string, string> pots)
    {
        var support = pots.Keys.ToDictionary(id => id, _ => 0L, StringComparer.Ordinal);
        foreach (string[] words in ballots.Select(ballot => ballot.Split(' ')))
            for (int i = 1; i < words.Length; i++)
                support[words[i].Split('=')[0]] += words[0] switch
                {
                    "approve" => 1,
                    "rank" => words.Skip(i + 1).Count(below => pots[below] == pots[words[i]]),
                    _ => long.Parse(words[i].Split('=')[1], CultureInfo.InvariantCulture),
                };
        return support;
    }

    /// <summary>The projects funded, pot after pot, each pot's in their order: with its new total where that was changed, and without what was withdrawn.</summary>
    public static List<string> Funded(IReadOnlyDictionary<string, long> support, Paper paper, PaperChanges changes)
    {
        var funded = new List<string>();
        foreach (Pot pot in paper.Pots)
        {
            long left = changes.Pots.TryGetValue(pot.Id, out long total) ? total : pot.Amount;
            foreach (Proposal project in paper.Proposals.Where(p => string.Equals(p.Pot, pot.Id, StringComparison.Ordinal))
                .OrderByDescending(p => support[p.Id]).ThenBy(p => p.Ask).ThenBy(p => p.Id, StringComparer.Ordinal))
            {
                if (project.Ask > left || changes.Withdrawn.Contains(project.Id))
                    continue;
                left -= project.Ask;
                funded.Add(project.Id);
            }
        }
        return funded;
    }
}
