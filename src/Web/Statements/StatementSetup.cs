namespace PbDecisionDay.Web.Statements;

/// <summary>The statement of result: what people sign at the count, and what everyone reads after the declaration.</summary>
public static class StatementSetup
{
    /// <summary>Adds its readers.</summary>
    public static void AddStatements(this IServiceCollection services) => services.AddSingleton<StatementReader>().AddSingleton<ChangesReader>();
}
