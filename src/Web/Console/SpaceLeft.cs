using System.Globalization;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Storage.Sqlite;

namespace PbDecisionDay.Web.Console;

/// <summary>How much room the disk of the databases has, in one line for organisers.</summary>
/// <param name="Sentence">The line; where the room is low it says what to do.</param>
/// <param name="IsLow">Whether there is less than <c>Storage:LowSpaceMiB</c>.</param>
public sealed record SpaceLeft(string Sentence, bool IsLow)
{
    private const long Mega = 1_000_000, Giga = 1_000_000_000;

    /// <summary>The line of this process's storage; <c>null</c> where it has none of its own, as a front end of a cluster.</summary>
    public static SpaceLeft? Of(StorageHealth? storage, IStringLocalizer say) =>
        storage is null ? null : Of(storage.FreeBytes, storage.IsLow, say);

    /// <summary>The line for a number of bytes.</summary>
    public static SpaceLeft Of(long bytes, bool isLow, IStringLocalizer say)
    {
        ArgumentNullException.ThrowIfNull(say);
        var words = isLow ? "Space.Low" : "Space.Left";
        return new SpaceLeft(say[bytes <= 0 ? "Space.None" : words, Amount(bytes)], isLow);
    }

    // Rounded down, so that the line never promises more than there is.
    private static string Amount(long bytes) => bytes >= Giga
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (Giga / 10) / 10m:0.#} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / Mega} MB");
}
