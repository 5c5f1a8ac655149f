namespace PbDecisionDay.Storage.Sqlite;

/// <summary>What makes a SQLite file one of ours.</summary>
/// <param name="FileName">Its name in the data folder.</param>
/// <param name="ApplicationId">The number in the file's header by which it is recognised: four ASCII letters.</param>
/// <param name="PageSize">The size of a new file's pages in bytes: a commit writes every page it touches, whole.</param>
/// <param name="Migrations">
/// SQL scripts, each taking the file to the next format; the file's <c>user_version</c> counts those it has been through.
/// A script that has been released is never changed: a later one follows it.
/// </param>
/// <param name="Tidy">SQL run before a clean close, which writes anew whatever must not show in which order it came.</param>
/// <param name="Unavailable">Makes the exception that carries a sentence to the grains.</param>
internal sealed record DatabaseDefinition(
    string FileName,
    int ApplicationId,
    int PageSize,
    IReadOnlyList<string> Migrations,
    string Tidy,
    Func<string, Exception?, Exception> Unavailable)
{
    /// <summary>The format this version of the service reads and writes.</summary>
    public int Format => Migrations.Count;

    /// <summary>The most pages the file may grow to; 0 leaves it to the disk.</summary>
    public long MaxPages { get; init; }

    /// <summary>Up to which size in bytes every page is checked at start; the default value is 256 MiB, about a second on a slow disk.</summary>
    public long CheckedBytes { get; init; } = 256 * 1024 * 1024;
}
