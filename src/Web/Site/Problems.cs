using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// Refusals as RFC 9457 problem details: a stable type such as <c>/problems/card-refused</c>, and a title and a sentence in the reader's
/// language, from <c>Problem.NAME.Title</c> and <c>Problem.NAME.Detail</c> of the residents' words.
/// </summary>
public static class Problems
{
    /// <summary>A refusal.</summary>
    /// <param name="words">The words to say it in.</param>
    /// <param name="type">Its type.</param>
    /// <param name="more">Further members, such as an entry's index; the type describes them.</param>
    /// <param name="detail">Values to fill into the sentence.</param>
    public static ProblemHttpResult Refuse(
        this IStringLocalizer words, ProblemType type, IDictionary<string, object?>? more = null, params object[] detail)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(type);
        return Say(type, words[$"Problem.{type.Name}.Title"], words[$"Problem.{type.Name}.Detail", detail], more);
    }

    /// <summary>A refusal in words of its own.</summary>
    public static ProblemHttpResult Say(ProblemType type, string title, string detail, IDictionary<string, object?>? more = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        return TypedResults.Problem(type: type.Address, title: title, detail: detail, statusCode: type.Status, extensions: more);
    }

    /// <summary>The refusal of a body that is not what was asked for, with the place in it where that shows, such as <c>$.colour</c>.</summary>
    public static ProblemHttpResult RefuseAt(this IStringLocalizer<ResidentWords> words, string? place) =>
        words.Refuse(ProblemTypes.Malformed, place is null ? null : new Dictionary<string, object?> { ["at"] = place });

    /// <summary>Gives an answer to a program that has a status and no body its problem details, such as where nobody is signed in.</summary>
    public static async Task SayAsync(StatusCodeContext answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var context = answer.HttpContext;
        // Routing knows of no HEAD, which works wherever GET does.
        var allowed = context.Response.Headers.GetCommaSeparatedValues(HeaderNames.Allow);
        if (allowed.Contains(HttpMethods.Get, StringComparer.Ordinal) && !allowed.Contains(HttpMethods.Head, StringComparer.Ordinal))
            context.Response.Headers.AppendCommaSeparatedValues(HeaderNames.Allow, HttpMethods.Head);
        var words = context.RequestServices.GetRequiredService<IStringLocalizer<ResidentWords>>();
        await words.RefuseStatus(context.Response.StatusCode).ExecuteAsync(context);
    }

    /// <summary>Says with every 503 when to ask again: in a second, unless whoever refused said otherwise.</summary>
    public static Task SayWhenToAskAgain(HttpContext context, RequestDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        context.Response.OnStarting(static state =>
        {
            var response = (HttpResponse)state;
            if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0)
                response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    }

    /// <summary>Gives problem details that the framework made, such as those of a fault of ours, our stable type and words.</summary>
    public static void Name(ProblemDetailsContext made)
    {
        ArgumentNullException.ThrowIfNull(made);
        var details = made.ProblemDetails;
        if (details.Type?.StartsWith("/problems/", StringComparison.Ordinal) == true) return;
        var words = made.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<ResidentWords>>();
        var ours = words.RefuseStatus(details.Status ?? made.HttpContext.Response.StatusCode).ProblemDetails;
        (details.Type, details.Title, details.Detail) = (ours.Type, ours.Title, ours.Detail);
    }

    /// <summary>The refusal whose sentence fits an answer that has a status alone.</summary>
    public static ProblemHttpResult RefuseStatus(this IStringLocalizer words, int status)
    {
        var refusal = words.Refuse(ProblemTypes.Of(status));
        // The type is the nearest that there is; the status stays the one that was answered.
        refusal.ProblemDetails.Status = status;
        return refusal;
    }
}
