namespace PbDecisionDay.Web.Statements;

/// <summary>Where each project's own page says what became of it.</summary>
public static class ProjectResults
{
    /// <summary>The address of a project's result. Ids may hold slashes, which stay as they are.</summary>
    public static string Link(string day, string proposal) => $"/days/{day}/result/{proposal}";
}
