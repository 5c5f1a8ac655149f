using Microsoft.Extensions.Localization;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Organisers;

/// <summary>Lets an organiser's request on to a day that exists and that this organiser may act on.</summary>
internal sealed class OrganisersDay(DayReader days, IStringLocalizer<OrganiserWords> words) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var day = await days.GetAsync((string)http.GetRouteValue("day")!, http.RequestAborted);
        if (day is null) return words.Refuse(ProblemTypes.NoSuchDay);
        if (!http.User.MayActOn(day.Rehearsal)) return words.Refuse(ProblemTypes.RehearsalsOnly);
        if (http.GetEndpoint()?.Metadata.GetMetadata<ForToken>() is not { } needed || !http.User.TokenIsFor(needed.Step, day.Day)) return words.Refuse(ProblemTypes.TokenNotForThis);
        return http.User.MayChange(day) ? await next(context) : words.Refuse(ProblemTypes.NotConfirmed);
    }
}
