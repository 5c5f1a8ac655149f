using System.Text.Json;

namespace PbDecisionDay.Rules.Text;

/// <summary>The words of the formats and of the command line for the values of an enum: <c>MostVotes</c> is <c>most-votes</c>.</summary>
public static class Words
{
    /// <summary>The word for a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The value for a word.</summary>
    public static bool TryRead<T>(string word, out T value)
        where T : struct, Enum
    {
        foreach (T candidate in Enum.GetValues<T>())
        {
            value = candidate;
            if (string.Equals(Of(candidate), word, StringComparison.Ordinal))
                return true;
        }
        value = default;
        return false;
    }

    /// <summary>All words of an enum, for an error's sentence.</summary>
    public static string All<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));
}
