using PbDecisionDay.Rehearsal.Playing;

namespace PbDecisionDay.Rehearsal.Tests.Playing;

public class LatenciesTests
{
    [Fact]
    public void Percentiles_are_by_nearest_rank()
    {
        var latencies = new Latencies();
        foreach (int ms in Enumerable.Range(1, 200).Reverse())
            latencies.Add(TimeSpan.FromMilliseconds(ms));

        LatencyFigures figures = latencies.Figures();

        Assert.Equal((200, 100.0, 190.0, 198.0, 200.0), (figures.Count, figures.P50.TotalMilliseconds, figures.P95.TotalMilliseconds, figures.P99.TotalMilliseconds, figures.Most.TotalMilliseconds));
    }

    [Fact]
    public void One_answer_is_every_percentile_and_none_is_nothing()
    {
        var latencies = new Latencies();
        Assert.Equal(default, latencies.Figures());
        latencies.Add(TimeSpan.FromMilliseconds(7));
        Assert.Equal(TimeSpan.FromMilliseconds(7), latencies.Figures().P50);
        Assert.Equal(TimeSpan.FromMilliseconds(7), latencies.Figures().P99);
    }
}
