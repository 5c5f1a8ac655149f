using System.Collections.Immutable;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Patterns;

/// <summary>
/// What published ballots look like together, so that a mistake of the paper or the page shows: how many are blank, how much stands on each, what each
/// pot and each place on the paper has. It is information only and decides nothing; what of it is told says <see cref="ToldPattern"/>.
/// Source: docs/adr/0067.
/// </summary>
public sealed record BallotPattern
{
    private PlaceTest? _places;

    /// <summary>The fewest ballots of which anything is said.</summary>
    public const int FewestBallots = 30;

    /// <summary>All ballots.</summary>
    public required int Ballots { get; init; }

    /// <summary>Ballots by how many projects they name.</summary>
    public required ImmutableArray<SizeCount> BySize { get; init; }

    /// <summary>Pots, in the order of the paper.</summary>
    public required ImmutableArray<PotPattern> Pots { get; init; }

    /// <summary>How the projects' places on the paper and their ballots go together.</summary>
    public PlaceTest Places => _places ??= PlaceTest.Of([.. Pots.Select(pot => pot.Places.Select(place => place.Ballots).ToArray())]);

    /// <summary>The pattern of ballots.</summary>
    /// <param name="paper">The ballot paper.</param>
    /// <param name="form">What a valid ballot looks like.</param>
    /// <param name="ballots">The ballots, each with how often it was cast.</param>
    public static BallotPattern Of(Paper paper, BallotForm form, IEnumerable<(Ballot Ballot, int Number)> ballots)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(ballots);
        var places = paper.Proposals.Select((proposal, at) => (proposal, at)).ToDictionary(one => one.proposal.Id, one => one.at, StringComparer.Ordinal);
        var pots = paper.Pots.Select((pot, at) => (pot, at)).ToDictionary(one => one.pot.Id, one => one.at, StringComparer.Ordinal);
        int[] potOf = [.. paper.Proposals.Select(proposal => pots[proposal.Pot])];
        var whole = SizeCounts.Of(form, paper);
        SizeCounts[] ofPots = [.. Enumerable.Range(0, pots.Count).Select(pot => SizeCounts.OfPot(form, paper, potOf.Count(own => own == pot)))];
        int all = 0;
        var (support, inPot) = (new int[paper.Proposals.Length], new int[pots.Count]);
        foreach (var (ballot, number) in ballots)
        {
            all = checked(all + number);
            whole.Add(ballot.Choices.Length, number);
            Array.Clear(inPot);
            foreach (Choice choice in ballot.Choices)
            {
                int place = places[choice.Project];
                support[place] += number;
                inPot[potOf[place]]++;
            }
            for (int pot = 0; pot < inPot.Length; pot++)
                ofPots[pot].Add(inPot[pot], number);
        }
        return new()
        {
            Ballots = all,
            BySize = whole.Counts,
            Pots =
            [
                .. paper.Pots.Select((pot, at) => new PotPattern(
                    pot.Id, pot.Title, ofPots[at].Counts,
                    [.. paper.Proposals.Index().Where(one => potOf[one.Index] == at).Select(one => new PlaceCount(one.Item.Id, one.Item.Title, support[one.Index]))])),
            ],
        };
    }
}

/// <summary>A pot among the ballots.</summary>
/// <param name="Pot">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="BySize">Ballots by how many of its projects they name.</param>
/// <param name="Places">Its projects, in the order of the paper.</param>
public sealed record PotPattern(string Pot, string Title, ImmutableArray<SizeCount> BySize, ImmutableArray<PlaceCount> Places)
{
    /// <summary>Ballots that name one of its projects.</summary>
    public int Named => BySize.Skip(1).Sum(size => size.Ballots);

    /// <summary>How often its projects are named.</summary>
    public long Choices => Places.Sum(place => (long)place.Ballots);
}

/// <summary>A project at its place on the paper.</summary>
/// <param name="Project">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Ballots">Ballots that name it.</param>
public sealed record PlaceCount(string Project, string Title, int Ballots);

/// <summary>Ballots that name so many projects.</summary>
/// <param name="Projects">How many.</param>
/// <param name="OrMore">Whether those that name more are among them.</param>
/// <param name="Ballots">How many ballots.</param>
public readonly record struct SizeCount(int Projects, bool OrMore, int Ballots);
