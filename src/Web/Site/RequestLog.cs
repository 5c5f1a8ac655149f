using System.Diagnostics;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// One line a request at most: method, route pattern, status, milliseconds. Never the path's own values, the query, a body, a header or an address;
/// the framework's own request lines, which hold path and query, are switched off whatever the configuration says.
/// </summary>
public static partial class RequestLog
{
    private const string Category = "PbDecisionDay.Web.Requests";

    private static readonly object Told = new();

    /// <summary>Switches the framework's request lines off.</summary>
    public static void AddRequestLog(this ILoggingBuilder logging)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.Services.PostConfigure<LoggerFilterOptions>(options => options.Rules.Add(
            new LoggerFilterRule(null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning, null)));
        // A forged or old token of a form is answered 400. The framework would write it as an error, with its stack.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical);
        SummedLog.Add(logging.Services);
    }

    /// <summary>Writes the lines: failures as warnings, everything else only when debugging.</summary>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(Category);
        return app.Use(async (context, next) =>
        {
            var start = Stopwatch.GetTimestamp();
            await next(context);
            var status = context.Response.StatusCode;
            var level = status >= 500 && !context.Items.ContainsKey(Told) ? LogLevel.Warning : LogLevel.Debug;
            if (!log.IsEnabled(level)) return;
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route";
            Answered(log, level, context.Request.Method, route, status, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        });
    }

    /// <summary>Says that the log has a line on this request already, so that it costs no second one.</summary>
    internal static void HasToldOf(HttpContext context) => context.Items[Told] = true;

    [LoggerMessage(EventId = 6001, Message = "{Method} {Route} answered {Status} in {Milliseconds} ms")]
    private static partial void Answered(ILogger logger, LogLevel level, string method, string route, int status, long milliseconds);
}
