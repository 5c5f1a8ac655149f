using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// Refusals as RFC 9457 problem details: a stable type such as <c>/problems/card-refused</c>, and a title and a sentence in the reader's
/// language, from <c>Problem.NAME.Title</c> and <c>Problem.NAME.Detail</c> of the residents' words.
/// </summary>
public static class Problems
{
    /// <summary>A refusal.</summary>
    /// <param name="words">The words to say it in.</param>
    /// <param name="name">Its name, for example <c>card-refused</c>.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="more">Further members, such as an entry's index.</param>
    /// <param name="detail">Values to fill into the sentence.</param>
    public static ProblemHttpResult Refuse(
        this IStringLocalizer words, string name, int status, IDictionary<string, object?>? more = null, params object[] detail)
    {
        ArgumentNullException.ThrowIfNull(words);
        return TypedResults.Problem(
            type: $"/problems/{name}",
            title: words[$"Problem.{name}.Title"],
            detail: words[$"Problem.{name}.Detail", detail],
            statusCode: status,
            extensions: more);
    }
}
