using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Site;

/// <summary>Forms that cannot be read, and how many fields one may have. Whoever sends such a form is told so; it is no failure of the service.</summary>
public static class BadForms
{
    // A paper without script has a field a project, and a few more.
    private const int MostFields = Paper.MostProposals + 100;

    /// <summary>Lets a form have a field for each project of the largest paper.</summary>
    public static void AddFormLimits(this IServiceCollection services)
    {
        services.Configure<FormOptions>(options => options.ValueCountLimit = MostFields);
        services.Configure<MvcOptions>(options => options.MaxModelBindingCollectionSize = MostFields);
    }

    /// <summary>Answers 400 where what follows fails because the request's form cannot be read; any other failure goes on.</summary>
    public static IApplicationBuilder UseBadForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.Request.HasFormContentType && !context.Response.HasStarted)
        {
            if (await CanBeReadAsync(context)) throw;
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    });

    private static async Task<bool> CanBeReadAsync(HttpContext context)
    {
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return true;
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or InvalidOperationException)
        {
            return false;
        }
    }
}
