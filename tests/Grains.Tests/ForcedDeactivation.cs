using Orleans;
using PbDecisionDay.Grains.Ballots;

namespace PbDecisionDay.Grains.Tests;

/// <summary>Ends our grains' activations at random: what stands in no journal must not be missed by the next call.</summary>
internal sealed class ForcedDeactivation(double probability) : IIncomingGrainCallFilter
{
    private readonly Random random = new(0);

    /// <summary>The probability that a call deactivates the grain it ran on.</summary>
    public double Probability { get; set; } = probability;

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Grain is Grain grain && grain.GetType().Assembly == typeof(RefusedBoxes).Assembly && Draw())
            grain.DeactivateOnIdle();
    }

    private bool Draw()
    {
        lock (random)
            return random.NextDouble() < Probability;
    }
}
