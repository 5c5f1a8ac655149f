using System.CommandLine;
using System.CommandLine.Parsing;

namespace PbDecisionDay.Verifier.Commands;

/// <summary>The word that was probably meant.</summary>
internal static class NearWord
{
    private const int MostSlips = 2;

    /// <summary>The command or option nearest to the first word that was not understood; null where none is near.</summary>
    public static string? Of(ParseResult arguments)
    {
        Command command = arguments.CommandResult.Command;
        var words = command.Subcommands.Select(sub => sub.Name).Concat(command.Options.Select(option => option.Name)).ToList();
        return arguments.UnmatchedTokens.Select(token => Nearest(token, words)).FirstOrDefault(near => near is not null);
    }

    /// <summary>The nearest of some words, at most two slips away and nearer than nothing at all.</summary>
    public static string? Nearest(string word, IEnumerable<string> words) => words
        .Select(known => (Word: known, Slips: Slips(word, known)))
        .Where(near => near.Slips <= MostSlips && near.Slips < near.Word.Length - 1)
        .OrderBy(near => near.Slips).ThenBy(near => near.Word, StringComparer.Ordinal)
        .Select(near => near.Word).FirstOrDefault();

    // Letters put in, left out or taken for others; two that changed places are one slip. Source: optimal string alignment distance.
    private static int Slips(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++)
            for (int j = 0; j <= other.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }
                int replaced = table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replaced, 1 + Math.Min(table[i - 1, j], table[i, j - 1]));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    table[i, j] = Math.Min(table[i, j], 1 + table[i - 2, j - 2]);
            }
        return table[one.Length, other.Length];
    }
}
