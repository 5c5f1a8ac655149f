namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>
/// The supporters of each project for Equal Shares, in flat arrays. "Worth" is what a project is worth to a supporter:
/// one number for all of them under utility by cost or cardinality, a number each under points and Borda.
/// </summary>
internal sealed class SharesProfile
{
    /// <param name="election">The election of one pot.</param>
    /// <param name="utility">What a project is worth to a supporter.</param>
    /// <param name="eligible">The projects that may be funded.</param>
    /// <param name="withFree">Whether projects that cost nothing take part.</param>
    public SharesProfile(Election election, Utility utility, IEnumerable<int> eligible, bool withFree = false)
    {
        Election = election;
        Utility = utility;
        bool valued = utility is Utility.Points or Utility.Borda;
        Start = new int[election.Projects.Length + 1];
        bool[] takesPart = new bool[election.Projects.Length];
        foreach (int project in eligible)
            takesPart[project] = withFree || election.Projects[project].Cost > 0;
        Fill(election.Ballots, takesPart, valued);
        Projects = [.. Enumerable.Range(0, takesPart.Length).Where(project => takesPart[project] && Start[project] < Start[project + 1])];
        MostWorth = Worth is { Length: > 0 } ? Worth.Max() : 1;
        Weights = new long[takesPart.Length];
        foreach (int project in Projects)
            for (int at = Start[project]; at < Start[project + 1]; at++)
                Weights[project] += (long)Numbers[at] * WorthAt(at);
    }

    public Election Election { get; }

    public Utility Utility { get; }

    /// <summary>The projects that take part: they cost something and someone supports them.</summary>
    public int[] Projects { get; }

    /// <summary>A project's supporters are the entries from <c>Start[project]</c> up to <c>Start[project + 1]</c>.</summary>
    public int[] Start { get; }

    /// <summary>For each entry the ballot class.</summary>
    public int[] Classes { get; private set; } = [];

    /// <summary>For each entry how many voters the class has.</summary>
    public int[] Numbers { get; private set; } = [];

    /// <summary>For each entry the worth; null when all supporters of a project hold it the same.</summary>
    public int[]? Worth { get; private set; }

    /// <summary>The most that any project is worth to anyone.</summary>
    public int MostWorth { get; }

    /// <summary>For each project its supporters' number, each counted by worth.</summary>
    public long[] Weights { get; }

    public int WorthAt(int entry) => Worth is null ? 1 : Worth[entry];

    /// <summary>By what a project's price per supporter is divided to compare it: its cost under utility by cost, otherwise 1.</summary>
    public long Divisor(int project) => Utility == Utility.Cost ? Election.Projects[project].Cost : 1;

    private void Fill(BallotClasses ballots, bool[] takesPart, bool valued)
    {
        for (int i = 0; i < ballots.Projects.Length; i++)
            if (takesPart[ballots.Projects[i]] && !(valued && ballots.Values[i] == 0))
                Start[ballots.Projects[i] + 1]++;
        for (int project = 0; project < takesPart.Length; project++)
            Start[project + 1] += Start[project];
        int[] next = Start[..^1];
        Classes = new int[Start[^1]];
        Numbers = new int[Start[^1]];
        Worth = valued ? new int[Start[^1]] : null;
        for (int c = 0; c < ballots.Count; c++)
        {
            for (int i = ballots.Start[c]; i < ballots.Start[c + 1]; i++)
            {
                int project = ballots.Projects[i];
                if (!takesPart[project] || (valued && ballots.Values[i] == 0))
                    continue;
                int entry = next[project]++;
                Classes[entry] = c;
                Numbers[entry] = ballots.Weights[c];
                if (Worth is not null)
                    Worth[entry] = ballots.Values[i];
            }
        }
    }
}
