using System.Collections.Immutable;
using System.Globalization;

namespace PbDecisionDay.Rules.Ballots;

/// <summary>
/// One voter's choices, immutable, in the one form in which they are sealed, published and counted.
/// Two ballots are equal exactly when their canonical texts are.
/// </summary>
/// <remarks>
/// Canonical text (docs/formats/ballots.md): <c>approve 12 3 7</c>, <c>score 3=5 7=0</c>, <c>points 3=6 7=4</c> with ids in
/// ordinal order; <c>rank 12 3 7</c> in order of preference; <c>blank</c>. One space between words, nothing else.
/// </remarks>
public sealed class Ballot : IEquatable<Ballot>
{
    /// <summary>The largest mark or number of points a ballot can state.</summary>
    public const int MaxValue = 1_000_000;

    private Ballot(BallotKind kind, ImmutableArray<Choice> choices, string canonical)
    {
        Kind = kind;
        Choices = choices;
        Canonical = canonical;
    }

    /// <summary>The ballot without a choice.</summary>
    public static Ballot Blank { get; } = new(BallotKind.Blank, [], "blank");

    /// <summary>What the ballot says about its projects.</summary>
    public BallotKind Kind { get; }

    /// <summary>The choices in canonical order: ids ordinally, or by preference on a ranked ballot.</summary>
    public ImmutableArray<Choice> Choices { get; }

    /// <summary>The canonical text: ASCII, one line without its end.</summary>
    public string Canonical { get; }

    /// <summary>A ballot that approves these projects, in whatever order they come; blank when there are none.</summary>
    /// <exception cref="ArgumentException">An id is malformed or named twice.</exception>
    public static Ballot Approve(params IEnumerable<string> projects) =>
        Of(BallotKind.Approve, projects.Select(id => new Choice(id)));

    /// <summary>A ballot that gives each project a mark of 0 or more; blank when there are none.</summary>
    /// <exception cref="ArgumentException">An id is malformed or named twice, or a mark is out of range.</exception>
    public static Ballot Score(IEnumerable<KeyValuePair<string, int>> marks) =>
        Of(BallotKind.Score, marks.Select(mark => new Choice(mark.Key, mark.Value)));

    /// <summary>A ballot that deals out points; a project given 0 points is left off; blank when nothing remains.</summary>
    /// <exception cref="ArgumentException">An id is malformed or named twice, or points are out of range.</exception>
    public static Ballot Points(IEnumerable<KeyValuePair<string, int>> points) =>
        Of(BallotKind.Points, points.Where(p => p.Value != 0).Select(p => new Choice(p.Key, p.Value)));

    /// <summary>A ballot that ranks these projects, the best first; blank when there are none.</summary>
    /// <exception cref="ArgumentException">An id is malformed or named twice.</exception>
    public static Ballot Rank(params IEnumerable<string> projects) =>
        Of(BallotKind.Rank, projects.Select(id => new Choice(id)));

    /// <summary>Reads a canonical text, and refuses every other spelling of the same choices.</summary>
    /// <param name="canonical">The text.</param>
    /// <param name="ballot">The ballot, when the answer is true.</param>
    /// <param name="problem">What is wrong, in one plain sentence, when the answer is false.</param>
    public static bool TryParse(string canonical, out Ballot? ballot, out string? problem)
    {
        ballot = null;
        problem = BallotText.Read(canonical, out BallotKind kind, out ImmutableArray<Choice> choices);
        if (problem is not null)
            return false;
        ballot = kind == BallotKind.Blank ? Blank : new Ballot(kind, choices, canonical);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Ballot? other) => other is not null && string.Equals(Canonical, other.Canonical, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Ballot);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Canonical);

    /// <inheritdoc/>
    public override string ToString() => Canonical;

    private static Ballot Of(BallotKind kind, IEnumerable<Choice> choices)
    {
        ImmutableArray<Choice> sorted = kind == BallotKind.Rank
            ? [.. choices]
            : [.. choices.OrderBy(choice => choice.Project, StringComparer.Ordinal)];
        if (sorted.IsEmpty)
            return Blank;
        string text = BallotText.Print(kind, sorted);
        return TryParse(text, out Ballot? ballot, out string? problem)
            ? ballot!
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"No ballot: {problem}"), nameof(choices));
    }
}
