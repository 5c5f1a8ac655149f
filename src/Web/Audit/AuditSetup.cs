namespace PbDecisionDay.Web.Audit;

/// <summary>What anyone may check of a day: its account, its log, its result and what other rules would have made of it.</summary>
public static class AuditSetup
{
    /// <summary>Adds the reader.</summary>
    public static void AddAudit(this IServiceCollection services) => services.AddSingleton<AuditReader>();
}
