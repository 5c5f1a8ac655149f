namespace PbDecisionDay.Grains.Ballots;

/// <summary>The key of a ballot box: its day and its log.</summary>
public static class BoxKey
{
    /// <summary>The log that every day has.</summary>
    public const string MainLog = "main";

    /// <summary>The key of a day's main box.</summary>
    public static string Main(string day) => For(day, MainLog);

    /// <summary>The key of one of a day's boxes.</summary>
    /// <param name="day">The day's id.</param>
    /// <param name="log"><see cref="MainLog"/>, or the id of a hub that works offline.</param>
    public static string For(string day, string log) => $"{day}/{log}";
}
