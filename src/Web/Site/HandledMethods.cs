using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// Refuses a method for which a page has no handler, with 405 and <c>Allow</c> (RFC 9110, section 15.5.6). The framework would show the page
/// all the same, with nothing on it that a handler fetches.
/// </summary>
internal sealed class HandledMethods : IPageFilter
{
    /// <inheritdoc/>
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    /// <inheritdoc/>
    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var method = context.HttpContext.Request.Method;
        if (context.HandlerMethod is not null || HttpMethods.IsGet(method) || HttpMethods.IsHead(method)) return;
        var handled = context.ActionDescriptor.HandlerMethods?.Select(handler => handler.HttpMethod.ToUpperInvariant()) ?? [];
        context.HttpContext.Response.Headers.Allow = string.Join(
            ", ", handled.Append(HttpMethods.Get).Append(HttpMethods.Head).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    /// <inheritdoc/>
    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
