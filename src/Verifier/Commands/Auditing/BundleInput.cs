using PbDecisionDay.Ledger.Bundles;

namespace PbDecisionDay.Verifier.Commands.Auditing;

/// <summary>
/// The bundle that a command reads: a zip file, the folder that a browser or a desktop made of one, or <c>-</c> for standard input. A
/// folder becomes the file again that it was: a bundle's bytes follow from its members' names and contents.
/// </summary>
internal static class BundleInput
{
    private const string StandardInput = "-";

    // What desktops leave in folders.
    private static readonly string[] Litter = [".DS_Store", "Thumbs.db", "desktop.ini"];

    /// <summary>Opens it, from its start; seekable.</summary>
    /// <exception cref="IOException">It cannot be read, or is no zip file at all: then nothing can be said of a day.</exception>
    public static Stream Open(string path)
    {
        var stream = path == StandardInput ? Taken(Console.OpenStandardInput().CopyTo)
            : Directory.Exists(path) ? Taken(to => Pack(path, to))
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        Span<byte> head = stackalloc byte[4];
        bool isZip = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("PK\x3\x4"u8);
        stream.Position = 0;
        if (isZip)
            return stream;
        stream.Dispose();
        throw new IOException($"{Shown.Path(path)} is no bundle: give a day's public.zip or auditor.zip, or the folder it was unpacked in");
    }

    private static void Pack(string folder, Stream to)
    {
        var members = new List<BundleMember>();
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            if (!Litter.Contains(Path.GetFileName(file), StringComparer.Ordinal) && !name.StartsWith("__MACOSX/", StringComparison.Ordinal))
                members.Add(new BundleMember(name, () => File.OpenRead(file)));
        }
        try
        {
            BundleWriter.Write(to, members);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new IOException($"{Shown.Path(folder)} is no unpacked bundle: {e.Message}", e);
        }
    }

    private static FileStream Taken(Action<Stream> fill)
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"pbdd-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            fill(file);
            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
