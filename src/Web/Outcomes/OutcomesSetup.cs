namespace PbDecisionDay.Web.Outcomes;

/// <summary>What became of each project of a declared day, and what would have changed it.</summary>
public static class OutcomesSetup
{
    /// <summary>Adds the reader.</summary>
    public static void AddOutcomes(this IServiceCollection services) => services.AddSingleton<OutcomeReader>();
}
