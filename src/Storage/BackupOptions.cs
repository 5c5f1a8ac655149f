using System.ComponentModel.DataAnnotations;

namespace PbDecisionDay.Storage;

/// <summary>Where copies of the databases and of the sealed keys go, and how often (section <c>Backup</c>).</summary>
public sealed class BackupOptions : IValidatableObject
{
    /// <summary>The folder of the databases' copies, best on another disk. The default is none: nothing is copied.</summary>
    public string? Folder { get; set; }

    /// <summary>
    /// The folder of the sealed keys' copies. It may not be the other folder, nor in it: whoever has the ballots, the keys and what unlocks them
    /// can read every ballot. The default is none: the keys are not copied.
    /// </summary>
    public string? KeyFolder { get; set; }

    /// <summary>Minutes from one copy to the next, 1 to 1,440. The default value is 10.</summary>
    [Range(1, 1440, ErrorMessage = "Backup:EveryMinutes is between 1 and 1440.")]
    public int EveryMinutes { get; set; } = 10;

    /// <summary>How many copies of each database are kept, 1 to 1,000; the oldest go first. The default value is 36.</summary>
    [Range(1, 1000, ErrorMessage = "Backup:Keep is between 1 and 1000.")]
    public int Keep { get; set; } = 36;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(KeyFolder)) yield break;
        var keys = Path.TrimEndingDirectorySeparator(Path.GetFullPath(KeyFolder)) + Path.DirectorySeparatorChar;
        var copies = string.IsNullOrEmpty(Folder) ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)) + Path.DirectorySeparatorChar;
        if (copies is null)
            yield return new ValidationResult("Backup:KeyFolder is named without Backup:Folder: keys without the databases restore nothing.");
        else if (keys.StartsWith(copies, StringComparison.Ordinal) || copies.StartsWith(keys, StringComparison.Ordinal))
            yield return new ValidationResult("Backup:KeyFolder and Backup:Folder lie in one another: keep keys and ballots apart.");
    }
}
