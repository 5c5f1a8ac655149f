namespace PbDecisionDay.Web.Tests.Watching;

/// <summary>
/// How well a secret bit could be guessed from what was noted in many trials. Each note is tried by itself: a trial's bit is guessed as the bit that
/// went with the same note in most of the other trials. A note that never came before gives no guess, which is half a right one.
/// </summary>
internal static class Guesses
{
    /// <summary>The note that guesses best, and how many trials it guesses right.</summary>
    public static (string Note, double Right) Best(IReadOnlyList<(bool Bit, IReadOnlyDictionary<string, string> Notes)> trials) => trials
        .SelectMany(trial => trial.Notes.Keys).Distinct(StringComparer.Ordinal)
        .Select(note => (Note: note, Right: Right(trials, note)))
        .MaxBy(guess => guess.Right);

    private static double Right(IReadOnlyList<(bool Bit, IReadOnlyDictionary<string, string> Notes)> trials, string note)
    {
        var right = 0.0;
        foreach (var value in trials.GroupBy(trial => trial.Notes.GetValueOrDefault(note, ""), StringComparer.Ordinal))
        {
            int ones = value.Count(trial => trial.Bit), noughts = value.Count() - ones;
            // Left out of its own guess: a one is guessed right by the other ones against all noughts.
            right += ones * Guess(ones - 1, noughts) + noughts * Guess(noughts - 1, ones);
        }
        return right;
    }

    private static double Guess(int same, int other) => same.CompareTo(other) switch { > 0 => 1, 0 => 0.5, _ => 0 };
}
