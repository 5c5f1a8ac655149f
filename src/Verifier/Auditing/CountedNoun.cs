using System.Globalization;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Numbers of things, for reading.</summary>
internal static class CountedNoun
{
    /// <summary>"1 card", "2,000 cards", "3 people".</summary>
    public static string Of(int number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");
}
