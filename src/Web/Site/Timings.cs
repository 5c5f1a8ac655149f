using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PbDecisionDay.Web.Site;

/// <summary>Durations of what people wait for, as histograms without tags: how many took how long, and nothing about any of them.</summary>
internal static class Timings
{
    private static readonly Meter Meter = new("PbDecisionDay.Web");

    // Seconds. Close together up to 100 ms, where a hall's 99th percentile lies, so that it can be read to a third.
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries =
            [0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    /// <summary>Measures every answer of the endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="name">The instrument's name, for example <c>pbdd.cast.duration</c>.</param>
    /// <param name="description">What is measured, for a person.</param>
    public static RouteHandlerBuilder Timed(this RouteHandlerBuilder endpoint, string name, string description)
    {
        var seconds = Meter.CreateHistogram(name, "s", description, tags: null, Buckets);
        return endpoint.AddEndpointFilter(async (context, next) =>
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                return await next(context);
            }
            finally
            {
                seconds.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        });
    }
}
