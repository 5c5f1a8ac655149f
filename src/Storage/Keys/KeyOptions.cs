using System.ComponentModel.DataAnnotations;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Storage.Keys;

/// <summary>Where the service keeps its keys, and what unlocks them.</summary>
public sealed class KeyOptions : IValidatableObject
{
    /// <summary>
    /// The folder of the signing and openings keys, apart from the databases and their backups. It is created, for the service's
    /// user alone, where it is missing. A relative path starts at the content root. The default value is <c>keys</c>.
    /// </summary>
    [Required(ErrorMessage = "Keys:KeyFolder is empty; name a folder for the keys, apart from the databases.")]
    public string KeyFolder { get; set; } = "keys";

    /// <summary>The passphrase that the keys are sealed under, at least <see cref="KeyCopy.ShortestPassphrase"/> characters. From the environment, never from a file that is backed up with the keys.</summary>
    public string? Passphrase { get; set; }

    /// <summary>
    /// Instead of a passphrase: a file whose first line is one. Neither named, a file of 32 random bytes is made beside the key folder
    /// (<c>keys.unlock</c>), so that a demo starts by itself.
    /// </summary>
    public string? UnlockFile { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Passphrase) && !string.IsNullOrEmpty(UnlockFile))
            yield return new ValidationResult("Name Keys:Passphrase or Keys:UnlockFile, not both: what unlocks the keys must be plain.");
        if (Passphrase is { Length: > 0 and < KeyCopy.ShortestPassphrase })
            yield return new ValidationResult($"Keys:Passphrase has fewer than {KeyCopy.ShortestPassphrase} characters: take a longer one, such as five words drawn by dice.");
    }
}
