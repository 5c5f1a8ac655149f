using System.ComponentModel.DataAnnotations;

namespace PbDecisionDay.Storage;

/// <summary>Where the service keeps its databases.</summary>
public sealed class StorageOptions
{
    /// <summary>
    /// The folder of <c>ballots.db</c> and <c>register.db</c>, on a disk of this machine (not a network share). It is
    /// created, for the service's user alone, where it is missing. A relative path starts at the content root.
    /// The default value is <c>data</c>.
    /// </summary>
    [Required(ErrorMessage = "Storage:DataFolder is empty; name a folder on a disk of this machine.")]
    public string DataFolder { get; set; } = "data";
}
