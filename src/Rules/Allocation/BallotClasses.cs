using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>
/// All ballots of an election, identical ones merged into classes with a weight, in flat arrays. A class's entries are
/// <c>Start[c]</c> up to <c>Start[c + 1]</c> in <see cref="Projects"/> and <see cref="Values"/>.
/// </summary>
public sealed class BallotClasses
{
    internal BallotClasses(BallotKind kind, long voters, int[] start, int[] projects, int[] values, int[] weights) =>
        (Kind, Voters, Start, Projects, Values, Weights) = (kind, voters, start, projects, values, weights);

    /// <summary>What the ballots say; never <see cref="BallotKind.Blank"/>.</summary>
    public BallotKind Kind { get; }

    /// <summary>How many ballots there are, blank ones included.</summary>
    public long Voters { get; }

    /// <summary>How many classes there are; the blank ballots are not among them.</summary>
    public int Count => Weights.Length;

    internal int[] Start { get; }

    /// <summary>Project indices: ascending, or by preference on ranked ballots.</summary>
    internal int[] Projects { get; }

    /// <summary>1 for an approval, the mark or points, or the points that a rank counts.</summary>
    internal int[] Values { get; }

    internal int[] Weights { get; }

    internal ReadOnlySpan<int> ProjectsOf(int ballotClass) => Projects.AsSpan(Start[ballotClass]..Start[ballotClass + 1]);

    internal ReadOnlySpan<int> ValuesOf(int ballotClass) => Values.AsSpan(Start[ballotClass]..Start[ballotClass + 1]);

    /// <summary>The same ballots with only some projects, renumbered; -1 leaves a project out. Borda points count within what remains.</summary>
    internal BallotClasses Within(int[] place)
    {
        var builder = new BallotClassesBuilder(Kind);
        builder.AddBlank(Voters - Weights.Sum(weight => (long)weight));
        for (int c = 0; c < Count; c++)
        {
            int[] kept = [.. Enumerable.Range(Start[c], Start[c + 1] - Start[c]).Where(i => place[Projects[i]] >= 0)];
            int[] values = [.. kept.Select((at, i) => Kind == BallotKind.Rank ? kept.Length - 1 - i : Values[at])];
            builder.Add(Array.ConvertAll(kept, at => place[Projects[at]]), values, Weights[c]);
        }
        return builder.Build();
    }

    /// <summary>The same ballots and some more, all of which name one project alone.</summary>
    internal BallotClasses WithMore(int project, int value, int number) =>
        new(Kind, Voters + number, [.. Start, Projects.Length + 1], [.. Projects, project], [.. Values, value], [.. Weights, number]);
}
