using System.Globalization;
using System.Text.RegularExpressions;
using PbDecisionDay.Contracts.Running;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Ledger.Cards;

namespace PbDecisionDay.Grains.Running;

/// <summary>What may stand in an incident book, the first problem as a sentence for a person with the field it is about. Pure.</summary>
internal static partial class IncidentCheck
{
    private const string CardCode = "This holds a card's number or code. Leave it out: the book must not say which card anybody had.";

    /// <summary>What is wrong with an entry; <c>null</c> if nothing.</summary>
    public static (string Problem, string Field)? Of(WriteIncident told) =>
        !TimeOnly.TryParseExact(told.Clock, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? ("Say when it happened by the clock, such as 14:05.", "Clock")
        : Place(told.Place) is { } place ? (place, "Place")
        : Text(told.What, "What happened") is { } what ? (what, "What")
        : told.Handled.Length > 0 && Text(told.Handled, "What was done") is { } done ? (done, "Handled")
        : null;

    /// <summary>What is wrong with an addition; <c>null</c> if nothing.</summary>
    public static string? Addition(string text) => Text(text, "The addition");

    private static string? Place(string place) =>
        string.IsNullOrWhiteSpace(place) ? "Say where it happened." : PlainText.LineProblem(place, IRunningGrain.LongestPlace, "The place") ?? (HoldsCard(place) ? CardCode : null);

    private static string? Text(string text, string name) =>
        string.IsNullOrWhiteSpace(text) ? $"{name} is missing."
        : PlainText.BlockProblem(text, IRunningGrain.LongestText, name) is { } wrong ? wrong
        : HoldsCard(text) ? CardCode
        : null;

    /// <summary>Whether a text holds what reads as the code inside a card, or as the number on its outside.</summary>
    public static bool HoldsCard(string text) =>
        Runs().Matches(text).Select(run => Between().Replace(run.Groups["run"].Value, "")).Any(run =>
            // Words that people write have no figures in them, and hardly any code is without.
            (run.Any(char.IsAsciiDigit) || run.All(char.IsAsciiLetterUpper))
            && (CardSecret.TryRead(run, out _, out _) || ShortNumber.TryRead(run, out _, out _)));

    // One piece, or the groups as they are printed, whatever stands between them: hyphens, dots, the end of a line, what nobody sees. Looked for from every sign on, so
    // that no word before them hides their beginning.
    [GeneratedRegex(
        @"(?=(?<run>[0-9A-Za-z]{24}|[0-9A-Za-z]{4}(?:[^0-9A-Za-z]{1,3}[0-9A-Za-z]{4}){5}|[0-9A-Za-z]{13}|[0-9A-Za-z]{4}[^0-9A-Za-z]{1,3}[0-9A-Za-z]{4}[^0-9A-Za-z]{1,3}[0-9A-Za-z]{5})(?![0-9A-Za-z]))")]
    private static partial Regex Runs();

    [GeneratedRegex("[^0-9A-Za-z]")]
    private static partial Regex Between();
}
