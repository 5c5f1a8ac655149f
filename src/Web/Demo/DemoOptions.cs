using System.ComponentModel.DataAnnotations;

namespace PbDecisionDay.Web.Demo;

/// <summary>Whether the service shows itself with a rehearsal day of its own (section <c>Demo</c>).</summary>
public sealed class DemoOptions
{
    /// <summary>
    /// Whether a first start on empty data sets up a rehearsal day, open, with stalls, cards and ballots. Switch it off for a service that
    /// councils use. The default value is <c>true</c>.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The folder in which the cards of the demo day and the tokens for rehearsals are left, readable for the service's user alone. A
    /// relative path starts at the content root. The default value is <c>data</c>.
    /// </summary>
    [Required]
    public string Folder { get; set; } = "data";
}
