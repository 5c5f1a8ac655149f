using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Planning;

/// <summary>Makes a day out of a Pabulib file, and says what of the file cannot stand on a paper.</summary>
internal static class DayPlanner
{
    private const int LongestTitle = 120;
    private const int MinorDigits = 2;
    private const int MinorInUnit = 100;
    private const string UsualCurrency = "GBP";

    /// <summary>Reads a file by its path.</summary>
    /// <exception cref="UnusableException">There is no such file, it is no election, or nobody could vote on it.</exception>
    public static PlannedDay Read(string path)
    {
        try
        {
            return Plan(PabulibReader.ReadFile(path, new PabulibReading { KeepVotes = true }));
        }
        catch (PabulibException e)
        {
            throw new UnusableException($"{path}, {e.Message}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"The file of ballots cannot be read: {e.Message}");
        }
    }

    /// <summary>Makes the day of a file whose rows were kept.</summary>
    /// <exception cref="UnusableException">Nobody could vote on it.</exception>
    public static PlannedDay Plan(PabulibFile file)
    {
        var notes = new List<string>(file.Warnings);
        Paper paper = PaperOf(file, notes, out IReadOnlyDictionary<string, string> listed);
        ImmutableArray<Choice>[] votes = [.. VoteRows.Read(file, listed)];
        BallotForm form = FittingForm.Of(file, votes, paper.Proposals.Length);
        FrozenRules rules = FrozenRules.Create(form, FittingForm.RuleFor(form), LiveResults.Standings, replacement: true, PlannedDay.Language)
            .Allowing(MoneyChanges.UntilLast, Withdrawals.UntilLast);
        Ballot[] ballots = [.. votes.Select(choices => BallotOf(form.Kind, choices))];
        ImmutableArray<Ballot> valid = [.. ballots.Where(ballot => form.Check(ballot, paper) is null)];
        if (valid.IsEmpty)
            throw new UnusableException("The file holds no ballot that could be cast.");
        if (valid.Length < ballots.Length)
            notes.Add(Invariant($"{ballots.Length - valid.Length} ballots are left out, because the form forbids them: {Reasons(form, paper, ballots)}."));
        if (file.Election.Ballots.Kind == BallotKind.Points && form.Kind == BallotKind.Score)
            notes.Add("Too many voters kept some of their points, so the day is played with scores, which ask for no total.");
        return new(paper, rules, valid, ballots.Length - valid.Length, [.. notes]);
    }

    private static Paper PaperOf(PabulibFile file, List<string> notes, out IReadOnlyDictionary<string, string> listed)
    {
        long scale = MinorInUnit % file.Election.Unit == 0 ? MinorInUnit / file.Election.Unit : 1;
        if (scale * file.Election.Unit != MinorInUnit)
            notes.Add("The file's amounts have more than two decimal digits, so the day counts in the file's smallest unit.");
        var ids = new Dictionary<string, string>(ProjectIds.Of(file), StringComparer.Ordinal);
        Say(
            notes, ids.Count(pair => pair.Key != pair.Value), "projects have ids that cannot stand on a ballot and get others",
            "project has an id that cannot stand on a ballot and gets another");
        var proposals = new List<Proposal>();
        int cut = 0;
        for (int i = 0; i < file.Election.Projects.Length; i++)
        {
            (string id, long cost) = (file.Election.Projects[i].Id, file.Election.Projects[i].Cost * scale);
            string title = Title(file.OfProject(i, "name"), ids[id], ref cut);
            if (cost > 0)
                proposals.Add(new Proposal { Id = ids[id], Title = title, Pot = PlannedDay.Pot, Ask = cost, Minimum = cost });
            else
                ids.Remove(id);
        }
        Say(
            notes, file.Election.Projects.Length - ids.Count, "projects that cost nothing are left out, for they need no vote",
            "project that costs nothing is left out, for it needs no vote");
        Say(notes, cut, $"titles are cut to {LongestTitle} characters", $"title is cut to {LongestTitle} characters");
        listed = ids;
        string currency = file["currency"]?.Trim() is { Length: 3 } code && code.All(char.IsAsciiLetterUpper) ? code : UsualCurrency;
        return Paper.TryCreate(
            PlannedDay.StandInOrigin, DayTitle(file), PlannedDay.Language, currency, MinorDigits,
            [new Pot(PlannedDay.Pot, "The pot", file.Election.Pots[0].Amount * scale)], [], [.. proposals], out Paper? paper, out string? problem)
            && paper is { Proposals.IsEmpty: false } && paper.Pots[0].Amount > 0
                ? paper
                : throw new UnusableException($"No ballot paper can be made of the file: {problem ?? "it has no money, or no project that costs any"}");
    }

    private static Ballot BallotOf(BallotKind kind, ImmutableArray<Choice> choices) => kind switch
    {
        BallotKind.Approve => Ballot.Approve(choices.Select(choice => choice.Project)),
        BallotKind.Rank => Ballot.Rank(choices.Select(choice => choice.Project)),
        BallotKind.Points => Ballot.Points(Pairs(choices)),
        BallotKind.Score => Ballot.Score(Pairs(choices)),
        BallotKind.Blank => Ballot.Blank,
    };

    private static IEnumerable<KeyValuePair<string, int>> Pairs(ImmutableArray<Choice> choices) =>
        choices.Select(choice => KeyValuePair.Create(choice.Project, choice.Value));

    private static string Reasons(BallotForm form, Paper paper, IEnumerable<Ballot> ballots) => string.Join(", ", ballots
        .Select(ballot => form.Check(ballot, paper)?.Kind).OfType<BallotProblemKind>()
        .CountBy(kind => kind).OrderBy(pair => pair.Key)
        .Select(pair => Invariant($"{Rules.Text.Words.Of(pair.Key)} {pair.Value}")));

    private static string DayTitle(PabulibFile file)
    {
        int cut = 0;
        return Title($"{file["unit"]} {file["instance"]} {file["subunit"]}", "A day from a file", ref cut);
    }

    private static string Title(string? text, string otherwise, ref int cut)
    {
        string line = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.Where(symbol => !char.IsControl(symbol)));
        if (line.Length <= LongestTitle)
            return line.Length > 0 ? line : otherwise;
        cut++;
        int end = LongestTitle - 1;
        return $"{line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)]}…";
    }

    private static void Say(List<string> notes, int number, string many, string one)
    {
        if (number > 0)
            notes.Add(Invariant($"{number} {(number == 1 ? one : many)}."));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
