using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Ballots;

/// <summary>
/// A paper ballot as a count team types it, by the numbers that are printed on the paper: <c>12 3 7</c>, in order of preference on a ranked
/// ballot; <c>3=5 7=0</c> where there are marks or points. Spaces, commas and plus signs part the projects; <c>*</c> and <c>:</c> do for <c>=</c>,
/// so that a number pad suffices. Numbers may follow one another with nothing between, each with all the signs that are printed: <c>120307</c>, or
/// <c>3k07a1</c> on a large paper; so may marks, each with as many digits as the highest has: <c>3570</c>. Source: docs/adr/0067.
/// </summary>
/// <param name="Ballot">The ballot; null where the text cannot be read.</param>
/// <param name="Problem">What is wrong with the text, or null.</param>
/// <param name="Word">The part of the text that is wrong, as it was typed; may be empty.</param>
public sealed record TypedBallot(Ballot? Ballot, TypedBallotProblem? Problem, string Word)
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MostCharacters = 4000;

    /// <summary>Reads a text. Whether the ballot is valid is for <see cref="BallotForm.Check"/> to say.</summary>
    public static TypedBallot Read(string text, BallotForm form, PrintedNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(numbers);
        if (text.Length > MostCharacters)
            return new(null, TypedBallotProblem.TooLong, "");
        int value = form.Kind is BallotKind.Score or BallotKind.Points ? form.Top.ToString(CultureInfo.InvariantCulture).Length : 0;
        string[] words = [.. text.Split([' ', ',', '+', '\t'], StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Parted(word, numbers, value))];
        if (words.Length == 0)
            return new(null, TypedBallotProblem.Empty, "");
        var choices = ImmutableArray.CreateBuilder<KeyValuePair<string, int>>(words.Length);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string word in words)
        {
            if (ReadChoice(word, value > 0, numbers, out KeyValuePair<string, int> choice) is { } problem)
                return new(null, problem, word);
            if (!seen.Add(choice.Key))
                return new(null, TypedBallotProblem.Twice, word);
            choices.Add(choice);
        }
        return new(Of(form.Kind, choices.MoveToImmutable()), null, "");
    }

    /// <summary>The numbers of a word in which they follow one another, each with its mark where the form has marks.</summary>
    private static IEnumerable<string> Parted(string word, PrintedNumbers numbers, int value)
    {
        int width = numbers.Width, one = width + value;
        if (word.Length % one != 0 || !word.Select((sign, at) => at % one < width ? numbers.MayHold(sign) : char.IsAsciiDigit(sign)).All(may => may))
            return [word];
        return value == 0
            ? word.Chunk(one).Select(signs => new string(signs))
            : word.Chunk(one).Select(signs => $"{new string(signs, 0, width)}={new string(signs, width, value)}");
    }

    private static TypedBallotProblem? ReadChoice(string word, bool valued, PrintedNumbers numbers, out KeyValuePair<string, int> choice)
    {
        choice = default;
        int at = word.IndexOfAny(['=', '*', ':']);
        string number = at < 0 ? word : word[..at];
        if (number.Length == 0 || !number.All(numbers.MayHold))
            return TypedBallotProblem.NoNumber;
        if (numbers.Find(number) is not { } project)
            return TypedBallotProblem.UnknownNumber;
        if (valued != at >= 0)
            return valued ? TypedBallotProblem.ValueMissing : TypedBallotProblem.ValueUnwanted;
        int value = 0;
        if (valued && (!int.TryParse(word.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out value) || value > Ballot.MaxValue))
            return TypedBallotProblem.ValueUnreadable;
        choice = new(project, value);
        return null;
    }

    private static Ballot Of(BallotKind kind, ImmutableArray<KeyValuePair<string, int>> choices) => kind switch
    {
        BallotKind.Approve => Ballot.Approve(choices.Select(choice => choice.Key)),
        BallotKind.Rank => Ballot.Rank(choices.Select(choice => choice.Key)),
        BallotKind.Score => Ballot.Score(choices),
        BallotKind.Points => Ballot.Points(choices),
        BallotKind.Blank => Ballot.Blank,
    };
}

/// <summary>What can be wrong with a typed ballot, before any rule of the day is asked.</summary>
public enum TypedBallotProblem
{
    /// <summary>Nothing was typed.</summary>
    Empty,

    /// <summary>More was typed than any ballot has.</summary>
    TooLong,

    /// <summary>A part is not a project's number.</summary>
    NoNumber,

    /// <summary>No project has the number.</summary>
    UnknownNumber,

    /// <summary>A project stands there twice.</summary>
    Twice,

    /// <summary>The day's ballots give marks or points, and there is none.</summary>
    ValueMissing,

    /// <summary>The day's ballots give no marks, and there is one.</summary>
    ValueUnwanted,

    /// <summary>A mark is no whole number, or too large.</summary>
    ValueUnreadable,
}
