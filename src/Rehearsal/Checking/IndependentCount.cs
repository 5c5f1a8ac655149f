using System.Globalization;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>
/// A second opinion on the count, from the ballots' texts alone and with none of the product's rules: most support first,
/// ties to the lower cost, then the smaller id; what does not fit is passed over.
/// </summary>
internal static class IndependentCount
{
    /// <summary>Votes of each project, or points where ballots give them; of a ranking, the number of projects ranked below.</summary>
    public static Dictionary<string, long> Support(IEnumerable<string> ballots, IEnumerable<string> projects)
    {
        var support = projects.ToDictionary(id => id, _ => 0L, StringComparer.Ordinal);
        foreach (string[] words in ballots.Select(ballot => ballot.Split(' ')))
            for (int i = 1; i < words.Length; i++)
                support[words[i].Split('=')[0]] += words[0] switch
                {
                    "approve" => 1,
                    "rank" => words.Length - 1 - i,
                    _ => long.Parse(words[i].Split('=')[1], CultureInfo.InvariantCulture),
                };
        return support;
    }

    /// <summary>The projects funded out of one pot, in order.</summary>
    public static List<string> Funded(IReadOnlyDictionary<string, long> support, Paper paper)
    {
        long left = paper.Pots.Single().Amount;
        var funded = new List<string>();
        foreach (Proposal project in paper.Proposals.OrderByDescending(p => support[p.Id]).ThenBy(p => p.Ask).ThenBy(p => p.Id, StringComparer.Ordinal))
        {
            if (project.Ask > left)
                continue;
            left -= project.Ask;
            funded.Add(project.Id);
        }
        return funded;
    }
}
