using System.ComponentModel.DataAnnotations;

namespace PbDecisionDay.Silo;

/// <summary>Where the service keeps its keys.</summary>
public sealed class KeyOptions
{
    /// <summary>
    /// The folder of the signing and openings keys, apart from the databases and their backups. It is created, for the service's
    /// user alone, where it is missing. A relative path starts at the content root. The default value is <c>keys</c>.
    /// </summary>
    [Required]
    public string KeyFolder { get; set; } = "keys";
}
