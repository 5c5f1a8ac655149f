using System.Globalization;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Voting;

/// <summary>A ballot as a form without script holds it: what is ticked, or a number beside each project, and whether a blank vote is meant.</summary>
/// <param name="Projects">The ids ticked, where projects are approved.</param>
/// <param name="Values">What stands in the field of each project, by its id: a mark, points or a place.</param>
/// <param name="Blank">Whether a ballot without a choice is meant.</param>
public sealed record PlainBallot(IReadOnlyList<string> Projects, IReadOnlyDictionary<string, string> Values, bool Blank)
{
    private const string Field = "value/";

    /// <summary>Whether the form also held something that is no part of this paper: an unknown project, or a field of another form.</summary>
    public bool HoldsMore { get; init; }

    /// <summary>The name of a project's field: by its place on the paper, since a form's names know no capitals, and ids do.</summary>
    public static string FieldOf(Proposal project, Paper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return string.Create(CultureInfo.InvariantCulture, $"{Field}{paper.Proposals.IndexOf(project) + 1}");
    }

    /// <summary>The id of a project's field on the page.</summary>
    public static string IdOf(Proposal project, Paper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return string.Create(CultureInfo.InvariantCulture, $"project-{paper.Proposals.IndexOf(project) + 1}");
    }

    /// <summary>Marks and places up to this are chosen from a list, higher ones are typed.</summary>
    public const int MostListed = 20;

    /// <summary>Reads the fields of a form.</summary>
    public static PlainBallot Of(IFormCollection form, Paper paper, IReadOnlyList<string> projects, bool blank)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(paper);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var project in paper.Proposals)
            if (form.TryGetValue(FieldOf(project, paper), out var value)) values.Add(project.Id, value.ToString().Trim());
        var fields = paper.Proposals.Select(project => FieldOf(project, paper)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = form.Keys.Any(key => key.StartsWith(Field, StringComparison.OrdinalIgnoreCase) && !fields.Contains(key));
        return new(projects, values, blank) { HoldsMore = others || projects.Any(id => paper.Find(id ?? "") is null) };
    }

    /// <summary>The ballot meant; where there is none, what is wrong with the fields as a sentence, and the project whose field it is, if it is one.</summary>
    internal (Ballot? Ballot, string? Problem, string? Project) Read(PublicDay day, IStringLocalizer<ResidentWords> words)
    {
        var form = day.Rules.Form;
        var given = Values.Where(field => field.Value.Length > 0).ToArray();
        // Nothing is left out in silence: what would be cast is all that was sent, or nothing is.
        if (HoldsMore || (form.Kind == BallotKind.Approve ? given.Length > 0 : Projects.Count > 0)) return (null, words["Plain.NotOnPaper"], null);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (project, text) in given)
        {
            if (!int.TryParse(Digits.Western(text), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > Ballot.MaxValue)
                return (null, words["Plain.NoNumber", BallotWords.Title(project, day), Isolated.Of(text)], project);
            numbers.Add(project, number);
        }
        return form.Kind switch
        {
            BallotKind.Approve or BallotKind.Blank => (Ballot.Approve(Projects.Distinct(StringComparer.Ordinal)), null, null),
            BallotKind.Score => (Ballot.Score(numbers), null, null),
            BallotKind.Points => (Ballot.Points(numbers), null, null),
            BallotKind.Rank => Ranked(numbers, day, words),
        };
    }

    // Places are 1, 2, 3 …, each once; where the pots stand alone, in each pot.
    private static (Ballot? Ballot, string? Problem, string? Project) Ranked(Dictionary<string, int> places, PublicDay day, IStringLocalizer<ResidentWords> words)
    {
        var pots = day.Rules.Form.PerPot ? day.Paper.Pots.Select(pot => pot.Id).ToArray() : [""];
        var order = new List<string>();
        foreach (var pot in pots)
        {
            var placed = places.Where(one => pot.Length == 0 || day.Paper.Find(one.Key)?.Pot == pot).OrderBy(one => one.Value).ToArray();
            for (var at = 0; at < placed.Length; at++)
            {
                if (placed[at].Value == at + 1) continue;
                return (null, placed[at].Value <= at
                    ? words[placed[at].Value == 0 ? "Plain.NoPlaceZero" : "Plain.SamePlace", placed[at].Value]
                    : words["Plain.PlaceMissing", at + 1], placed[at].Key);
            }
            order.AddRange(placed.Select(one => one.Key));
        }
        return (Ballot.Rank(order), null, null);
    }
}
