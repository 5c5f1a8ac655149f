using System.Runtime.InteropServices;
using System.Text;

namespace PbDecisionDay.Storage.Keys;

/// <summary>
/// Small files that only the service's user can read and that are there for good once written: written beside their place, brought to
/// the disk, moved into it, and the folder brought to the disk, so that after a power cut there is the old content or the new.
/// </summary>
internal static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes, replacing what was there.</summary>
    public static void Write(string path, string content)
    {
        var beside = path + ".new";
        var create = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(beside, create))
        {
            stream.Write(Encoding.UTF8.GetBytes(content));
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Puts a file in the place of another.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        FlushFolder(Path.GetDirectoryName(to)!);
    }

    /// <summary>
    /// Writes zeros over a file and deletes it; nothing where there is none. A disk that moves what it writes, and a copy elsewhere, may keep the
    /// old bytes all the same.
    /// </summary>
    public static void Destroy(string path)
    {
        if (!File.Exists(path))
            return;
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            stream.Write(new byte[stream.Length]);
            stream.Flush(flushToDisk: true);
        }
        File.Delete(path);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes a folder for the service's user alone, where it is missing.</summary>
    public static void MakeFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    // The base library opens no folders. NTFS brings a rename to the disk by itself.
    private static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Unix.Open(path, 0);
        if (folder < 0)
            throw new IOException($"The folder {path} cannot be brought to the disk: {Marshal.GetLastPInvokeErrorMessage()}.");
        try
        {
            if (Unix.Sync(folder) < 0)
                throw new IOException($"The folder {path} cannot be brought to the disk: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
        finally
        {
            _ = Unix.Close(folder);
        }
    }

#pragma warning disable SYSLIB1054 // The generated form needs unsafe code in the whole project, for three calls.
    private static class Unix
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Sync(int file);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int file);
    }
#pragma warning restore SYSLIB1054
}
