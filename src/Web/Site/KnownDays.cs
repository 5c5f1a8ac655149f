using System.Collections.Frozen;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// The ids of the organisation's days, drafts too, as this process last heard them. An id that is none of them is answered before
/// a grain is woken for it: a grain that was woken stays in memory for minutes, so that invented ids would fill it.
/// </summary>
public sealed class KnownDays(IGrainFactory grains)
{
    private readonly SemaphoreSlim _oneListing = new(1, 1);
    private FrozenSet<string> _days = FrozenSet<string>.Empty;
    private long _begun;
    private long _heard;

    /// <summary>
    /// Whether the organisation has a day of this id. The days are listed anew for an id that is not known yet; all who wait
    /// for such a listing share it.
    /// </summary>
    public async ValueTask<bool> ContainsAsync(string day, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _days).Contains(day)) return true;
        var begunBefore = Volatile.Read(ref _begun);
        await _oneListing.WaitAsync(cancellationToken);
        try
        {
            // Only a listing that began after this question can have heard of a day that was entered before it.
            if (_heard <= begunBefore)
            {
                Volatile.Write(ref _begun, _begun + 1);
                var organisation = grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
                var listed = await organisation.ListDaysAsync(cancellationToken);
                Volatile.Write(ref _days, listed.ToFrozenSet(StringComparer.Ordinal));
                _heard = _begun;
            }
            return _days.Contains(day);
        }
        finally
        {
            _oneListing.Release();
        }
    }

    /// <summary>Answers 404 where an address names a day that there is not. Comes after routing and authorisation.</summary>
    internal static async Task AnswerUnknownAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.RouteValues["day"] is not string day
            || await context.RequestServices.GetRequiredService<KnownDays>().ContainsAsync(day, context.RequestAborted))
        {
            await next(context);
            return;
        }
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            await context.RequestServices.GetRequiredService<IStringLocalizer<ResidentWords>>()
                .Refuse(ProblemTypes.NoSuchDay).ExecuteAsync(context);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
