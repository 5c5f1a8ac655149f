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

    /// <summary>
    /// How little room on the databases' disk is too little, in MiB: below it health says <c>Degraded</c> and the console warns. A day of
    /// 100,000 ballots takes some 300. This value must be between 0 and 1,048,576. The default value is 1,024.
    /// </summary>
    [Range(0, 1_048_576, ErrorMessage = "Storage:LowSpaceMiB is between 0 and 1048576.")]
    public int LowSpaceMiB { get; set; } = 1024;
}
