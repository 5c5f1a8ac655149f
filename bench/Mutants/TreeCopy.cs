namespace PbDecisionDay.Mutants;

/// <summary>A copy of the working tree with its own artifacts: what Git knows or would add, and no more.</summary>
internal sealed class TreeCopy : IDisposable
{
    private readonly bool _kept;

    private TreeCopy(string original, string folder, bool kept) => (Original, Folder, _kept) = (original, folder, kept);

    public string Original { get; }

    public string Folder { get; }

    public static async Task<TreeCopy> MakeAsync(string? work)
    {
        var top = await Commands.RunAsync(".", ["git", "rev-parse", "--show-toplevel"], TimeSpan.FromSeconds(30));
        var copy = new TreeCopy(
            top.Output.Trim(), work ?? Directory.CreateTempSubdirectory("pbdd-mutants-").FullName, work is not null);
        var files = await Commands.RunAsync(
            copy.Original, ["git", "ls-files", "-co", "--exclude-standard"], TimeSpan.FromSeconds(30));
        foreach (var path in files.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (File.Exists(Path.Combine(copy.Original, path)))
                copy.Take(path);
        return copy;
    }

    /// <summary>The source files below a folder, or the one file, as paths below the root in ordinal order.</summary>
    public IEnumerable<string> Sources(string path)
    {
        var full = Path.Combine(Original, path);
        return File.Exists(full)
            ? [path]
            : Directory.EnumerateFiles(full, "*.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Original, file)).Order(StringComparer.Ordinal);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Original, path));

    /// <summary>Writes a file of the copy where it differs, so that what is the same is not built again.</summary>
    public void Write(string path, byte[] bytes)
    {
        var full = Path.Combine(Folder, path);
        if (Same(full, bytes)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    public void Dispose()
    {
        if (!_kept) Directory.Delete(Folder, recursive: true);
    }

    private void Take(string path)
    {
        var (from, to) = (Path.Combine(Original, path), Path.Combine(Folder, path));
        if (Same(to, File.ReadAllBytes(from))) return;
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
        File.SetLastWriteTimeUtc(to, TimeProvider.System.GetUtcNow().UtcDateTime);
    }

    private static bool Same(string file, byte[] bytes) => File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes);
}
