using Orleans;

namespace PbDecisionDay.LocalOrleans.Tests.Timers;

/// <summary>A grain with one timer that plays the scenes "tick 1", "tick 2" and so on.</summary>
[Alias("test.clock")]
public interface IClockGrain : IGrainWithStringKey
{
    Task Wind(TimeSpan dueTime, TimeSpan period, bool interleave = false, bool keepAlive = false);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    Task Act(string scene);

    Task WindFromTaskRun();
}
