using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Storage;

/// <summary>A folder that cannot be written to: by its mode, or for root, whom no mode stops, on a disk mounted read-only.</summary>
internal sealed class ReadOnlyFolder : IDisposable
{
    private readonly IDisposable below;

    private ReadOnlyFolder(string path, IDisposable below) => (Path, this.below) = (path, below);

    public string Path { get; }

    public static ReadOnlyFolder? CopyOf(TemporaryFolder original, out string reason)
    {
        reason = "A folder's mode is a matter of Unix.";
        if (OperatingSystem.IsWindows()) return null;
        if (!Environment.IsPrivilegedProcess)
        {
            var copy = new TemporaryFolder();
            Copy(original.Path, copy.Path);
            File.SetUnixFileMode(copy.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            return new ReadOnlyFolder(copy.Path, copy);
        }

        if (MountedDisk.TryMount(1024, out reason) is not { } disk) return null;
        Copy(original.Path, disk.Path);
        disk.MakeReadOnly();
        return new ReadOnlyFolder(disk.Path, disk);
    }

    public void Dispose()
    {
        if (below is TemporaryFolder && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        below.Dispose();
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
    }
}
