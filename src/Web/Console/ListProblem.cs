using Microsoft.Extensions.Localization;

namespace PbDecisionDay.Web.Console;

/// <summary>What is wrong in an uploaded list, and where.</summary>
/// <param name="Row">The row as a spreadsheet numbers it: the names of the columns are row 1. 0 where it concerns the whole file.</param>
/// <param name="Name">The problem's name in the words: <c>List.NAME</c> says what is wrong and what to do.</param>
/// <param name="Values">What fills the sentence.</param>
public sealed record ListProblem(int Row, string Name, params object[] Values)
{
    /// <summary>The sentence.</summary>
    public string Say(IStringLocalizer words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var sentence = words[$"List.{Name}", Values].Value;
        return Row == 0 ? sentence : $"{words["List.Row", Row].Value} {sentence}";
    }
}
