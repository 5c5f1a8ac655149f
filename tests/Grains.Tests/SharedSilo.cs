namespace PbDecisionDay.Grains.Tests;

/// <summary>The silo that the tests of a class share, each with a day and an organisation of its own.</summary>
public sealed class SharedSilo : IAsyncLifetime
{
    /// <summary>The probability that a call deactivates the grain it ran on, where a test does not say otherwise.</summary>
    internal const double ForcedDeactivation = 0.05;

    private RunningSilo? _silo;
    private int _tests;

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync(ForcedDeactivation);

    /// <summary>The next test's part of it.</summary>
    /// <param name="forcedDeactivation">The probability that a call deactivates the grain it ran on, from here to the next test.</param>
    internal TestSilo Begin(double forcedDeactivation = ForcedDeactivation)
    {
        _silo!.ForcedDeactivation.Probability = forcedDeactivation;
        var test = Interlocked.Increment(ref _tests);
        var silo = new TestSilo(_silo, $"troon-{test}", $"organisation-{test}", shared: true);
        silo.Journal.Reset();
        silo.Files.Reset();
        return silo;
    }

    public ValueTask DisposeAsync() => _silo?.DisposeAsync() ?? ValueTask.CompletedTask;
}
