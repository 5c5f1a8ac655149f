using System.Collections.Immutable;
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

    // Each kind of bundle is known by members that no other file would have; a bundle that lost some of them still has others.
    private static readonly ImmutableArray<string> OfTheDay = [BundleNames.LogFolder, BundleNames.Keys, BundleNames.Checkpoints];
    private static readonly ImmutableArray<string> OfTheAuditor = [BundleNames.Openings];

    /// <summary>Opens a day's public bundle, from its start; seekable.</summary>
    /// <exception cref="IOException">It cannot be read, or has nothing that a day's bundle has: then nothing can be said of a day.</exception>
    public static Stream OpenPublic(string path) => Open(path, OfTheDay, "give a day's public.zip, or the folder it was unpacked in");

    /// <summary>Opens the auditor's bundle, from its start; seekable.</summary>
    /// <exception cref="IOException">As for <see cref="OpenPublic"/>.</exception>
    public static Stream OpenAuditor(string path) => Open(path, OfTheAuditor, "give the auditor.zip of the day, or the folder it was unpacked in");

    private static Stream Open(string path, ImmutableArray<string> known, string instead)
    {
        bool isFolder = path != StandardInput && Directory.Exists(path);
        if (isFolder && NoBundle(FilesIn(path).Select(file => file.Name), known) is { } problem)
            throw new IOException($"{Shown.Path(path)} is no bundle{problem}: {instead}");
        var stream = path == StandardInput ? Taken(Console.OpenStandardInput().CopyTo)
            : isFolder ? Taken(to => Pack(path, to))
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        problem = isFolder ? null : NoBundle(ZipNames.In(stream), known);
        stream.Position = 0;
        if (problem is null)
            return stream;
        stream.Dispose();
        throw new IOException($"{Shown.Path(path)} is no bundle{problem}: {instead}");
    }

    // Null where some of the names are those of a bundle; otherwise what is to be said of it, which may be nothing.
    private static string? NoBundle(IEnumerable<string> names, ImmutableArray<string> known)
    {
        string? inside = null;
        foreach (string name in names)
        {
            if (known.Any(one => Begins(name, one)))
                return null;
            for (int slash = name.IndexOf('/', StringComparison.Ordinal); slash >= 0 && inside is null; slash = name.IndexOf('/', slash + 1))
                if (known.Any(one => Begins(name[(slash + 1)..], one)))
                    inside = name[..slash];
        }
        return inside is null ? "" : $", but its folder {Shown.Path(inside)} looks like one";
    }

    private static bool Begins(string name, string known) =>
        known.EndsWith('/') ? name.StartsWith(known, StringComparison.Ordinal) : string.Equals(name, known, StringComparison.Ordinal);

    private static IEnumerable<(string Name, string Path)> FilesIn(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            if (!Litter.Contains(Path.GetFileName(file), StringComparer.Ordinal) && !name.StartsWith("__MACOSX/", StringComparison.Ordinal))
                yield return (name, file);
        }
    }

    private static void Pack(string folder, Stream to)
    {
        BundleMember[] members = [.. FilesIn(folder).Select(file => new BundleMember(file.Name, () => File.OpenRead(file.Path)))];
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
