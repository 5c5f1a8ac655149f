using System.Security.Cryptography;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests;

/// <summary>
/// What stands in a folder, to be compared before and after. Left out are empty files, such as the lock file, and
/// SQLite's index of the write-ahead file, which it makes anew from that.
/// </summary>
internal static class FolderBytes
{
    public static SortedDictionary<string, string> Of(TemporaryFolder folder) => Of(folder.Path);

    public static SortedDictionary<string, string> Of(string folder) => new(
        Directory.GetFiles(folder)
            .Where(path => new FileInfo(path).Length > 0 && !path.EndsWith("-shm", StringComparison.Ordinal))
            .ToDictionary(path => Path.GetFileName(path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))),
        StringComparer.Ordinal);
}
