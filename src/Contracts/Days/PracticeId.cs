namespace PbDecisionDay.Contracts.Days;

/// <summary>The ids of practice runs, which no other day can have.</summary>
public static class PracticeId
{
    private const string Start = "practice-";

    /// <summary>The id that goes on like this.</summary>
    public static string For(string rest) => Start + rest;

    /// <summary>Whether a day's id is a practice run's.</summary>
    public static bool Is(string day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return day.StartsWith(Start, StringComparison.Ordinal);
    }
}
