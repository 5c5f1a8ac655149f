using System.Globalization;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Ballots;

/// <summary>What a valid ballot looks like on a day. A blank ballot is always valid.</summary>
/// <param name="Kind">The ballot's form; never <see cref="BallotKind.Blank"/>.</param>
/// <param name="Least">The fewest projects a ballot that is not blank names, 1 or more.</param>
/// <param name="Most">The most projects it names, or 0 for no limit.</param>
/// <param name="Top">The highest mark (score), the number of points to deal out (points), otherwise 0.</param>
/// <param name="PerPot">Whether the limits hold for each pot alone; then a pot may be left blank.</param>
/// <param name="Knapsack">Whether the asks of the chosen projects must fit their pot.</param>
/// <param name="Extra">Further choices for one group of projects, or null.</param>
public sealed record BallotForm(
    BallotKind Kind, int Least, int Most, int Top = 0, bool PerPot = false, bool Knapsack = false, ExtraVote? Extra = null)
{
    /// <summary>Approve one to <paramref name="most"/> projects.</summary>
    public static BallotForm ApproveUpTo(int most) => new(BallotKind.Approve, 1, most);

    /// <summary>Approve exactly <paramref name="number"/> projects.</summary>
    public static BallotForm ApproveExactly(int number) => new(BallotKind.Approve, number, number);

    /// <summary>Approve <paramref name="least"/> projects or more.</summary>
    public static BallotForm ApproveAtLeast(int least) => new(BallotKind.Approve, least, 0);

    /// <summary>Give each project named a mark from 0 to <paramref name="top"/>.</summary>
    public static BallotForm Score(int top) => new(BallotKind.Score, 1, 0, top);

    /// <summary>Deal out exactly <paramref name="total"/> points among <paramref name="spread"/> projects or more.</summary>
    public static BallotForm Points(int total, int spread = 1) => new(BallotKind.Points, spread, 0, total);

    /// <summary>Rank one to <paramref name="most"/> projects.</summary>
    public static BallotForm RankUpTo(int most) => new(BallotKind.Rank, 1, most);

    /// <summary>Choose any projects whose asks together fit the pot. Source: Goel et al. 2019, knapsack voting.</summary>
    public static BallotForm FitThePot() => new(BallotKind.Approve, 1, 0, Knapsack: true);

    /// <summary>What is wrong with a ballot under this form and paper, or null when it is valid.</summary>
    public BallotProblem? Check(Ballot ballot, Paper paper)
    {
        if (ballot.Kind == BallotKind.Blank)
            return null;
        if (ballot.Kind != Kind)
            return new(BallotProblemKind.WrongForm);
        foreach (Choice choice in ballot.Choices)
            if (paper.Find(choice.Project) is null)
                return new(BallotProblemKind.UnknownProject, Project: choice.Project);
        if (Kind == BallotKind.Score && ballot.Choices.FirstOrDefault(choice => choice.Value > Top) is { Project: { } high } mark)
            return new(BallotProblemKind.MarkTooHigh, mark.Value, Top, high);
        if (!PerPot)
            return CheckPart(ballot.Choices, paper, pot: null) ?? (Knapsack ? CheckPots(ballot, paper) : null);
        return paper.Pots
            .Select(pot => CheckPart([.. ballot.Choices.Where(c => Same(paper.Find(c.Project)!.Pot, pot.Id))], paper, pot))
            .FirstOrDefault(problem => problem is not null);
    }

    /// <summary>The length of the longest canonical text that a valid ballot can have, in characters, or a little more.</summary>
    public int LongestText(Paper paper)
    {
        int most = Most == 0 || PerPot ? paper.Proposals.Length : Most + (Extra?.Votes ?? 0);
        int value = Kind is BallotKind.Score or BallotKind.Points ? 1 + Top.ToString(CultureInfo.InvariantCulture).Length : 0;
        return "approve".Length + paper.Proposals.Select(proposal => 1 + proposal.Id.Length + value).OrderDescending().Take(most).Sum();
    }

    /// <summary>Whether a ballot that is not blank names one number of projects on the whole paper, and no other.</summary>
    private bool IsExact => Kind == BallotKind.Approve && !PerPot && Extra is null && Least == Most;

    private BallotProblem? CheckPots(Ballot ballot, Paper paper) => paper.Pots
        .Select(pot => CheckMoney([.. ballot.Choices.Where(c => Same(paper.Find(c.Project)!.Pot, pot.Id))], paper, pot))
        .FirstOrDefault(problem => problem is not null);

    private BallotProblem? CheckPart(IReadOnlyList<Choice> choices, Paper paper, Pot? pot)
    {
        if (choices.Count == 0)
            return null;
        int targeted = Extra is null ? 0 : choices.Count(c => paper.Find(c.Project)!.IsIn(Extra.Group));
        int extra = Extra is null ? 0 : Math.Min(targeted, Extra.Votes);
        if (Most > 0 && choices.Count - extra > Most)
            return new(BallotProblemKind.TooMany, choices.Count, Most + extra, Pot: pot?.Id) { Exactly = IsExact };
        if (choices.Count < Least)
            return new(Kind == BallotKind.Points ? BallotProblemKind.TooLittleSpread : BallotProblemKind.TooFew, choices.Count, Least, Pot: pot?.Id)
            {
                Exactly = IsExact,
            };
        if (Kind == BallotKind.Points && choices.Sum(c => (long)c.Value) is var total && total != Top)
            return new(BallotProblemKind.WrongTotal, total, Top, Pot: pot?.Id);
        return Knapsack && pot is not null ? CheckMoney(choices, paper, pot) : null;
    }

    private static BallotProblem? CheckMoney(IReadOnlyList<Choice> choices, Paper paper, Pot pot)
    {
        long asked = choices.Sum(c => paper.Find(c.Project)!.Ask);
        return asked > pot.Amount ? new(BallotProblemKind.OverThePot, asked, pot.Amount, Pot: pot.Id) : null;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
