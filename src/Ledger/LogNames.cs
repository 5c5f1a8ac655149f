using System.Globalization;

namespace PbDecisionDay.Ledger;

/// <summary>What the logs of a day are called among themselves.</summary>
public static class LogNames
{
    /// <summary>The log that every day has.</summary>
    public const string Main = "main";

    /// <summary>Whether a text can name another log of a day: 1 to 32 characters of a-z, 0-9 and '-', first a letter or digit, not <c>main</c>.</summary>
    public static bool IsOther(string text) => Entries.EntryText.LogName.IsValid(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>The origin of one of a day's logs.</summary>
    /// <param name="main">The main log's origin.</param>
    /// <param name="log"><see cref="Main"/>, or another's name.</param>
    public static string Origin(string main, string log) => log == Main ? main : $"{main}/{log}";

    /// <summary>Compares names in the order in which logs are counted: the main log, then the others by name.</summary>
    public static int Compare(string one, string other) =>
        one == other ? 0 : one == Main ? -1 : other == Main ? 1 : string.CompareOrdinal(one, other);

    /// <summary>"entry 12", and of another log "entry 12 of the log care-home".</summary>
    public static string Entry(string log, long index) =>
        string.Create(CultureInfo.InvariantCulture, $"entry {index}{(log == Main ? "" : $" of the log {log}")}");
}
