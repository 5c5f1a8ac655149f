using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Rehearsal.Planning;

/// <summary>What each row of a file's VOTES says, as the voter wrote it: a project named twice counts once, one that is not on the paper not at all.</summary>
internal static class VoteRows
{
    /// <summary>The choices of every row, in the file's order.</summary>
    /// <param name="file">A file whose rows were kept.</param>
    /// <param name="ids">Paper ids by the file's ids; what is missing here is not on the paper.</param>
    public static IEnumerable<ImmutableArray<Choice>> Read(PabulibFile file, IReadOnlyDictionary<string, string> ids)
    {
        int vote = file.VoteColumns.IndexOf("vote");
        int points = file.Election.Ballots.Kind is BallotKind.Points or BallotKind.Score ? file.VoteColumns.IndexOf("points") : -1;
        return file.Votes.Select(row => Read(row[vote], points < 0 ? null : row[points], ids));
    }

    private static ImmutableArray<Choice> Read(string vote, string? points, IReadOnlyDictionary<string, string> ids)
    {
        if (vote.Length == 0)
            return [];
        string[] named = vote.Split(',');
        string[]? given = points?.Split(',');
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var choices = ImmutableArray.CreateBuilder<Choice>(named.Length);
        for (int i = 0; i < named.Length; i++)
            if (ids.TryGetValue(named[i].Trim(), out string? id) && seen.Add(id))
                choices.Add(new Choice(id, given is null ? 0 : Number(given[i])));
        return choices.ToImmutable();
    }

    // The reader of the file has checked that these are whole numbers, some of them written 3.0.
    private static int Number(string text) =>
        (int)decimal.Parse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
