namespace PbDecisionDay.Web.Demo;

/// <summary>Whether the service shows itself with a rehearsal day of its own (section <c>Demo</c>).</summary>
public sealed class DemoOptions
{
    /// <summary>
    /// Whether a first start on empty data sets up a rehearsal day, open, with stalls, cards and ballots. Switch it off for a service that
    /// councils use. The default value is <c>true</c>.
    /// </summary>
    public bool Enabled { get; set; } = true;
}
