using System.Collections.Immutable;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Patterns;

namespace PbDecisionDay.Rules.Tests;

/// <summary>
/// What is told of a day's ballots, held against all numbers that agree with it: whoever sees all of it and adds up what hangs together can work out no
/// number that is not told. Nothing of <see cref="LeftOut"/> is used to say what a number can be.
/// </summary>
public class ToldPatternTests
{
    [Theory]
    [InlineData("one pot, two projects", 1, 2, 0)]
    [InlineData("one pot, one choice among two", 1, 2, 1)]
    [InlineData("one pot, one choice among three", 1, 3, 1)]
    [InlineData("two pots of one project", 2, 1, 0)]
    [InlineData("two pots of one project, one choice", 2, 1, 1)]
    [InlineData("one pot of one project", 1, 1, 0)]
    [InlineData("three pots of one project, one choice", 3, 1, 1)]
    public void No_small_number_can_be_worked_out_from_all_that_is_told(string what, int pots, int projects, int most)
    {
        (Paper paper, BallotForm form) = (PaperOf(pots, projects), most == 0 ? BallotForm.ApproveAtLeast(1) : BallotForm.ApproveUpTo(most));
        foreach (int ballots in new[] { 30, 43 })
            Attack(what, paper, form, ballots);
    }

    [Fact]
    public void No_small_number_can_be_worked_out_where_two_are_chosen_among_three() =>
        Attack("two of three", PaperOf(1, 3), BallotForm.ApproveExactly(2), 33);

    [Fact]
    public void No_small_number_can_be_worked_out_of_two_pots_of_which_one_has_two_projects() =>
        Attack("two pots", PaperOf([2, 1]), BallotForm.ApproveUpTo(1), 32);

    [Fact]
    public void What_is_told_is_true()
    {
        var random = new Random(67);
        foreach (Paper paper in new[] { SmallPaper.Paper, PaperOf(1, 12), PaperOf([3, 1, 4]) })
            for (int round = 0; round < 300; round++)
            {
                (Ballot, int)[] ballots = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => (Draw(paper, random), random.Next(0, 1 << random.Next(1, 11))))];
                BallotPattern pattern = BallotPattern.Of(paper, BallotForm.ApproveAtLeast(1), ballots);
                ToldPattern told = ToldPattern.Of(pattern);
                if (pattern.Ballots < 30)
                {
                    Assert.True(told.BySize.IsEmpty && told.Pots.IsEmpty);
                    continue;
                }
                foreach ((ToldNumber number, int truth) in Numbers(told, paper, ballots))
                    Assert.True(IsTrue(number, truth, pattern.Ballots), $"{number} of {pattern.Ballots} is told of {truth}.");
                foreach ((ToldPot pot, int at) in told.Pots.Select((pot, at) => (pot, at)))
                    Assert.True(pot.Choices is null || pot.Choices == ballots.Sum(one => (long)InPot(paper, at, one.Item1) * one.Item2));
            }
    }

    [Fact]
    public void A_large_day_with_a_few_blank_ballots_still_tells_most_of_it()
    {
        ToldPattern told = ToldPattern.Of(BallotPattern.Of(PaperOf(1, 3), BallotForm.ApproveUpTo(3),
            [(Ballot.Blank, 4), (Ballot.Approve("1-1"), 310), (Ballot.Approve("1-1", "1-2"), 1_250), (Ballot.Approve("1-1", "1-2", "1-3"), 436)]));
        Assert.Equal(
            [new(10, ToldKind.Fewer), new(310, ToldKind.Exact), new(1_200, ToldKind.Between), new(400, ToldKind.Between)], told.BySize.Select(size => size.Told));
        Assert.Equal(310 + 2 * 1_250 + 3 * 436, told.Pots[0].Choices);
        Assert.Equal(new ToldNumber(1_990, ToldKind.More), told.Pots[0].Named(told.Ballots));
    }

    // Every way to cast so many ballots. What is told of each is what all numbers that agree with it are told from.
    private static void Attack(string what, Paper paper, BallotForm form, int ballots)
    {
        string[] ids = [.. paper.Proposals.Select(proposal => proposal.Id)];
        Ballot[] kinds =
        [
            .. Enumerable.Range(0, 1 << ids.Length).Select(some => some == 0 ? Ballot.Blank : Ballot.Approve([.. ids.Where((_, at) => (some >> at & 1) == 1)]))
                .Where(ballot => form.Check(ballot, paper) is null),
        ];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (int[] numbers in Ways(ballots, kinds.Length))
        {
            (Ballot, int)[] cast = [.. kinds.Zip(numbers)];
            ToldPattern told = ToldPattern.Of(BallotPattern.Of(paper, form, cast));
            string shown = string.Join(' ', [
                .. told.BySize.Select(size => Shown(size.Told)), "",
                .. told.Pots.SelectMany(pot => (string[])[$"{pot.Choices}", .. pot.BySize.Select(size => Shown(size.Told)), .. pot.Places.Select(place => Shown(place.Told)), ""])]);
            if (!seen.Add(shown))
                continue;
            (long Least, long Most) choices = (0, 0);
            foreach (ToldPot pot in told.Pots)
            {
                var (agreeing, ofPot) = Agree(pot.BySize, pot.Places, pot.Choices is { } known ? (known, known) : (0, long.MaxValue), ballots);
                Check(agreeing);
                choices = (choices.Least + ofPot.Least, choices.Most + ofPot.Most);
            }
            Check(Agree(told.BySize, [], choices, ballots).Numbers);

            void Check(IEnumerable<(ToldNumber Told, int Least, int Most)> numbers)
            {
                foreach ((ToldNumber number, int least, int most) in numbers)
                    Assert.True(number.Kind == ToldKind.Exact ? least == most && least >= 10 && least <= ballots - 10 : least < most, $"{what}, {ballots} ballots: {number} of {shown} comes out as {least}.");
            }
        }
        Assert.True(seen.Count > 5, $"{what}: only {seen.Count} things are ever told.");
    }

    // The least and the largest that each number can be: the sizes add up to all ballots, and the projects on them to the places.
    private static (IEnumerable<(ToldNumber Told, int Least, int Most)> Numbers, (long Least, long Most) Choices) Agree(
        ImmutableArray<ToldSize> sizes, ImmutableArray<ToldPlace> places, (long Least, long Most) choices, int ballots)
    {
        (int First, int Last)[] ofSizes = [.. sizes.Select(size => RangeOf(size.Told, ballots))], ofPlaces = [.. places.Select(place => RangeOf(place.Told, ballots))];
        (int Least, int Most)[] sized = [.. sizes.Select(_ => (int.MaxValue, int.MinValue))], placed = [.. places.Select(_ => (int.MaxValue, int.MinValue))];
        long lowest = ofPlaces.Sum(place => place.First), highest = ofPlaces.Sum(place => place.Last);
        (long Least, long Most) found = (long.MaxValue, 0);
        Try(0, ballots, 0, []);
        return (
            [.. sizes.Select((size, at) => (size.Told, sized[at].Least, sized[at].Most)), .. places.Select((place, at) => (place.Told, placed[at].Least, placed[at].Most))],
            found);

        void Try(int at, int left, long named, ImmutableArray<int> numbers)
        {
            if (at < sizes.Length)
            {
                for (int number = ofSizes[at].First; number <= Math.Min(left, ofSizes[at].Last); number++)
                    Try(at + 1, left - number, named + (long)number * sizes[at].Projects, numbers.Add(number));
                return;
            }
            if (left != 0 || named < choices.Least || named > choices.Most || (!places.IsEmpty && (named < lowest || named > highest)))
                return;
            found = (Math.Min(found.Least, named), Math.Max(found.Most, named));
            for (int size = 0; size < sizes.Length; size++)
                sized[size] = (Math.Min(sized[size].Least, numbers[size]), Math.Max(sized[size].Most, numbers[size]));
            for (int place = 0; place < places.Length; place++)
            {
                (int first, int last) = ofPlaces[place];
                placed[place] = (
                    (int)Math.Min(placed[place].Least, Math.Max(first, named - (highest - last))), (int)Math.Max(placed[place].Most, Math.Min(last, named - (lowest - first))));
            }
        }
    }

    private static (int First, int Last) RangeOf(ToldNumber told, int ballots) => told.Kind switch
    {
        ToldKind.Exact => (told.Number, told.Number),
        ToldKind.Fewer => (0, told.Number - 1),
        ToldKind.More => (told.Number + 1, ballots),
        ToldKind.Between => (told.Number, told.Last),
        ToldKind.Untold => (0, ballots),
    };

    // What is told with what it is told of, counted anew.
    private static IEnumerable<(ToldNumber Told, int Truth)> Numbers(ToldPattern told, Paper paper, (Ballot Ballot, int Number)[] cast)
    {
        foreach (ToldSize size in told.BySize)
            yield return (size.Told, cast.Sum(one => IsOf(size, one.Ballot.Choices.Length) ? one.Number : 0));
        for (int at = 0; at < told.Pots.Length; at++)
        {
            ToldPot pot = told.Pots[at];
            foreach (ToldSize size in pot.BySize)
                yield return (size.Told, cast.Sum(one => IsOf(size, InPot(paper, at, one.Ballot)) ? one.Number : 0));
            yield return (pot.Named(told.Ballots), cast.Sum(one => InPot(paper, at, one.Ballot) > 0 ? one.Number : 0));
            foreach (ToldPlace place in pot.Places)
                yield return (place.Told, cast.Sum(one => one.Ballot.Choices.Any(choice => choice.Project == place.Project) ? one.Number : 0));
        }

        static bool IsOf(ToldSize size, int projects) => size.OrMore ? projects >= size.Projects : projects == size.Projects;
    }

    private static bool IsTrue(ToldNumber told, int truth, int all) => told.Kind switch
    {
        ToldKind.Exact => truth == told.Number && truth >= 10 && all - truth >= 10,
        ToldKind.Fewer => truth < told.Number,
        ToldKind.More => truth > told.Number,
        ToldKind.Between => truth >= told.Number && truth <= told.Last && told.Last - told.Number >= 89,
        ToldKind.Untold => true,
    };

    private static string Shown(ToldNumber told) => $"{told.Kind}{told.Number}";

    private static int InPot(Paper paper, int pot, Ballot ballot) => ballot.Choices.Count(choice => paper.Find(choice.Project)!.Pot == paper.Pots[pot].Id);

    private static Ballot Draw(Paper paper, Random random) =>
        paper.Proposals.Where(_ => random.Next(3) == 0).Select(proposal => proposal.Id).ToArray() is { Length: > 0 } ids ? Ballot.Approve(ids) : Ballot.Blank;

    private static IEnumerable<int[]> Ways(int ballots, int kinds)
    {
        if (kinds == 1)
        {
            yield return [ballots];
            yield break;
        }
        for (int first = 0; first <= ballots; first++)
            foreach (int[] rest in Ways(ballots - first, kinds - 1))
                yield return [first, .. rest];
    }

    private static Paper PaperOf(int pots, int projects) => PaperOf([.. Enumerable.Repeat(projects, pots)]);

    private static Paper PaperOf(int[] projects) => Paper.Create(
        "pb.south.example/look", "Look", "en", "GBP", 2,
        [.. projects.Select((_, pot) => new Pot($"pot-{pot + 1}", $"Pot {pot + 1}", 100_000))], [],
        [.. projects.SelectMany((many, pot) => Enumerable.Range(1, many).Select(at => SmallPaper.Of($"{pot + 1}-{at}", $"Project {pot + 1}-{at}", $"pot-{pot + 1}", 10_000)))]);
}
