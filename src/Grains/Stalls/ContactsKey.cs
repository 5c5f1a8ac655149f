using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>
/// The key under which a day's contacts are sealed. It stands in the key cabinet, so that neither database, nor both, open one. Earlier versions kept it in
/// the day's unpublished files: from there it is moved.
/// </summary>
internal sealed partial class ContactsKey(string day, IKeyCabinet cabinet, IDayFiles files, ILogger logger)
{
    private const string FormerName = "key";

    // Apart from the files of the day's boxes, which are published: no box's key holds this sign.
    private readonly string _former = $"{day}#offers";

    /// <summary>The key; <c>null</c> where there is none.</summary>
    /// <exception cref="KeyUnavailableException">It cannot be read.</exception>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken) =>
        (await cabinet.ReadContactsKeyAsync(day, cancellationToken))?.ToArray() ?? await ReadFormerAsync(cancellationToken);

    /// <summary>Makes a key, on the disk when this returns.</summary>
    /// <exception cref="KeyUnavailableException">It cannot be written.</exception>
    public async Task<byte[]> MakeAsync(CancellationToken cancellationToken) =>
        (await cabinet.KeepContactsKeyAsync(day, RandomNumberGenerator.GetBytes(ContactSeal.KeyBytes), cancellationToken)).ToArray();

    /// <summary>
    /// Moves a key from where it stood before: first into the cabinet, then away from the files. Where the cabinet cannot take it, it stays, is used from
    /// there, and moves the next time.
    /// </summary>
    public async Task MoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await ReadFormerAsync(cancellationToken) is not { } key) return;
            // Another key in the cabinet would mean that this one opens what it does not: then both stay for a person to look at.
            if ((await cabinet.KeepContactsKeyAsync(day, key, cancellationToken)).Span.SequenceEqual(key)) await files.EraseAsync(_former, FormerName, cancellationToken);
            else LogTwo(day);
        }
        catch (KeyUnavailableException failure)
        {
            LogStays(failure, day);
        }
    }

    /// <summary>Destroys the key wherever it stands. Repeating it changes nothing.</summary>
    /// <exception cref="KeyUnavailableException">A file cannot be deleted.</exception>
    public async Task DestroyAsync(CancellationToken cancellationToken)
    {
        await cabinet.DestroyContactsKeyAsync(day, cancellationToken);
        await files.EraseAsync(_former, FormerName, cancellationToken);
    }

    /// <summary>What is said where contacts are sealed and no key is there.</summary>
    public KeyUnavailableException Missing() => new(
        $"The key to the contacts of {day} is missing: put {day}/contacts.key back into the key folder, from where it was kept. No new key was made.");

    private async Task<byte[]?> ReadFormerAsync(CancellationToken cancellationToken)
    {
        var kept = (await files.ListAsync(_former, cancellationToken)).FirstOrDefault(file => string.Equals(file.Name, FormerName, StringComparison.Ordinal));
        return kept is null ? null : (await files.ReadAsync(kept, 0, cancellationToken)).ToArray();
    }

    [LoggerMessage(2401, LogLevel.Warning, "The key to the contacts of {Day} stays in the ballots' database for now: the key folder does not take it.")]
    private partial void LogStays(Exception failure, string day);

    [LoggerMessage(2402, LogLevel.Error, "The key folder and the ballots' database hold two keys to the contacts of {Day}. Both were left as they are.")]
    private partial void LogTwo(string day);
}
