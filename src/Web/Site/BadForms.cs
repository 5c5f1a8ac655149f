using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Site;

/// <summary>Forms that cannot be read, and how many fields one may have. Whoever sends such a form is told so; it is no failure of the service.</summary>
public static class BadForms
{
    // A paper without script has a field a project, and a few more.
    private const int MostFields = Paper.MostProposals + 100;

    /// <summary>Lets a form have a field for each project of the largest paper, and has every page's form read before its handler runs.</summary>
    public static void AddFormLimits(this IServiceCollection services)
    {
        services.Configure<FormOptions>(options => options.ValueCountLimit = MostFields);
        services.Configure<MvcOptions>(options =>
        {
            options.MaxModelBindingCollectionSize = MostFields;
            options.Filters.Add(new ReadForms());
        });
    }

    /// <summary>Answers with the true reason where what follows fails because the request's form cannot be read; any other failure goes on.</summary>
    public static IApplicationBuilder UseBadForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.Request.HasFormContentType && !context.Response.HasStarted)
        {
            if (await WhyUnreadAsync(context) is not { } status) throw;
            context.Response.StatusCode = status;
            // The page that says so reads no form.
            context.Request.ContentType = null;
        }
    });

    /// <summary>The status of a form that cannot be read: too slow (408), too large (413), else 400; <c>null</c> where it can, or nobody waits any more.</summary>
    private static async Task<int?> WhyUnreadAsync(HttpContext context)
    {
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException broken)
        {
            return broken.StatusCode;
        }
        catch (Exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            // No boundary, more fields than anyone fills in, a character set that is none or that nobody should use: it is what was sent.
            return StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>Reads the form before its values are bound: the framework would hand a page no values, as if nothing had been filled in.</summary>
    private sealed class ReadForms : IAsyncPageFilter
    {
        public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) =>
            context.HttpContext.Request.HasFormContentType ? context.HttpContext.Request.ReadFormAsync(context.HttpContext.RequestAborted) : Task.CompletedTask;

        public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) => next();
    }
}
