using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace PbDecisionDay.Rules.Ballots;

/// <summary>Prints and reads the canonical text of a ballot. Source of the format: docs/formats/ballots.md.</summary>
internal static class BallotText
{
    public static string Print(BallotKind kind, ImmutableArray<Choice> choices)
    {
        var text = new StringBuilder(Word(kind));
        foreach (Choice choice in choices)
        {
            text.Append(' ').Append(choice.Project);
            if (HasValues(kind))
                text.Append('=').Append(choice.Value.ToString(CultureInfo.InvariantCulture));
        }
        return text.ToString();
    }

    /// <returns>What is wrong, or null.</returns>
    public static string? Read(string text, out BallotKind kind, out ImmutableArray<Choice> choices)
    {
        choices = [];
        kind = BallotKind.Blank;
        string[] words = text.Split(' ');
        if (KindOf(words[0]) is not { } found)
            return "a ballot starts with one of approve, score, points, rank, blank";
        kind = found;
        if (kind == BallotKind.Blank)
            return words.Length == 1 ? null : "nothing may follow 'blank'";
        if (words.Length == 1)
            return $"'{words[0]}' names no project; a ballot without a choice is 'blank'";
        var list = ImmutableArray.CreateBuilder<Choice>(words.Length - 1);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string word in words.AsSpan(1))
        {
            if (ReadChoice(kind, word, out Choice choice) is { } problem)
                return problem;
            if (!seen.Add(choice.Project))
                return $"project {choice.Project} is named twice";
            if (kind != BallotKind.Rank && list.Count > 0 && string.CompareOrdinal(list[^1].Project, choice.Project) > 0)
                return $"project {choice.Project} must stand before {list[^1].Project}: ids go in ordinal order";
            list.Add(choice);
        }
        choices = list.MoveToImmutable();
        return null;
    }

    private static string? ReadChoice(BallotKind kind, string word, out Choice choice)
    {
        choice = default;
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        if (HasValues(kind) != equals >= 0)
            return HasValues(kind) ? $"'{word}' lacks its number: write id=number" : $"'{word}' has a number, which this form does not take";
        string id = equals < 0 ? word : word[..equals];
        if (!ProjectId.IsValid(id))
            return word.Length == 0 ? "there is one space between words and none at the end" : $"'{id}' is not a project id";
        int value = 0;
        if (equals >= 0 && !TryReadNumber(word.AsSpan(equals + 1), out value))
            return $"'{word}' needs a whole number from 0 to {Ballot.MaxValue} without sign or leading zeros";
        if (kind == BallotKind.Points && value == 0)
            return $"project {id} has no points, so it does not stand on the ballot";
        choice = new Choice(id, value);
        return null;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> digits, out int value) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value)
        && value <= Ballot.MaxValue
        && (digits.Length == 1 || digits[0] != '0');

    private static bool HasValues(BallotKind kind) => kind is BallotKind.Score or BallotKind.Points;

    private static string Word(BallotKind kind) => kind switch
    {
        BallotKind.Blank => "blank",
        BallotKind.Approve => "approve",
        BallotKind.Score => "score",
        BallotKind.Points => "points",
        BallotKind.Rank => "rank",
    };

    private static BallotKind? KindOf(string word) => word switch
    {
        "blank" => BallotKind.Blank,
        "approve" => BallotKind.Approve,
        "score" => BallotKind.Score,
        "points" => BallotKind.Points,
        "rank" => BallotKind.Rank,
        _ => null,
    };
}
