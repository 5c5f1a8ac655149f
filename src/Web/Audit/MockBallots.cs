using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Audit;

/// <summary>Invented ballots on a real paper, so that a council can see before the day how its rule would behave beside others.</summary>
internal static class MockBallots
{
    private const int Voters = 200;
    private const int Tries = 20;
    private const int SomeChoices = 4;

    /// <summary>Two hundred valid ballots, always the same for the same paper: projects early in a shuffled order are better known than late ones.</summary>
    public static IReadOnlyList<Ballot> For(Paper paper, BallotForm form)
    {
        var random = new Random(paper.Hash[0] << 8 | paper.Hash[1]);
        string[] projects = [.. paper.Proposals.Select(proposal => proposal.Id)];
        random.Shuffle(projects);
        return [.. Enumerable.Range(0, Voters).Select(_ => Valid(projects, paper, form, random))];
    }

    private static Ballot Valid(string[] projects, Paper paper, BallotForm form, Random random)
    {
        for (var tried = 0; tried < Tries; tried++)
            if (Draw(projects, form, random) is var ballot && form.Check(ballot, paper) is null)
                return ballot;
        return Ballot.Blank;
    }

    private static Ballot Draw(string[] projects, BallotForm form, Random random)
    {
        var most = Math.Min(projects.Length, form.Most == 0 ? Math.Max(form.Least, SomeChoices) : form.Most);
        var chosen = projects.Index()
            .OrderBy(project => random.NextDouble() * (project.Index + 3))
            .Take(random.Next(Math.Min(form.Least, most), most + 1))
            .Select(project => project.Item)
            .ToArray();
        return form.Kind switch
        {
            BallotKind.Approve => Ballot.Approve(chosen),
            BallotKind.Rank => Ballot.Rank(chosen),
            BallotKind.Score => Ballot.Score(chosen.Select(id => KeyValuePair.Create(id, random.Next(form.Top + 1)))),
            BallotKind.Points => Ballot.Points(chosen.Select((id, at) => KeyValuePair.Create(id, form.Top / chosen.Length + (at < form.Top % chosen.Length ? 1 : 0)))),
            BallotKind.Blank => Ballot.Blank,
        };
    }
}
