using System.Diagnostics;
using System.Globalization;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Storage;

/// <summary>A small disk of its own, where the tests run as root and may mount one.</summary>
internal sealed class MountedDisk : IDisposable
{
    private readonly TemporaryFolder mountPoint;

    private MountedDisk(TemporaryFolder mountPoint) => this.mountPoint = mountPoint;

    public string Path => mountPoint.Path;

    /// <summary>Mounts one; <c>null</c> and a reason where that is not possible.</summary>
    public static MountedDisk? TryMount(int kibibytes, out string reason)
    {
        reason = "Mounting a small disk takes Linux and root.";
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return null;

        var mountPoint = new TemporaryFolder();
        var size = string.Create(CultureInfo.InvariantCulture, $"size={kibibytes}k");
        if (Run("mount", "-t", "tmpfs", "-o", size, "none", mountPoint.Path)) return new MountedDisk(mountPoint);

        mountPoint.Dispose();
        reason = "This machine does not let its root mount a disk.";
        return null;
    }

    public void MakeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Path));

    public void Dispose()
    {
        Assert.True(Run("umount", Path));
        mountPoint.Dispose();
    }

    private static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
