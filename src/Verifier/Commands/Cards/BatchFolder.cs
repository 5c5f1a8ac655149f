namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary>The files of one batch in the folder where it is made.</summary>
/// <param name="path">The folder.</param>
/// <param name="batch">The batch's name.</param>
internal sealed class BatchFolder(string path, string batch)
{
    /// <summary>What only its owner may read and write.</summary>
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder, as it was given.</summary>
    public string Folder => path;

    /// <summary>The secrets while the batch is made.</summary>
    public string Secrets => At("secrets");

    /// <summary>The sheets to print, where a PDF can set them.</summary>
    public string Pdf => At("pdf");

    /// <summary>The sheets to print from a browser, where a PDF cannot set them.</summary>
    public string Page => At("html");

    /// <summary>The sorted card numbers: all that may leave the machine.</summary>
    public string Numbers => At("numbers.txt");

    /// <summary>The record that the secrets were destroyed.</summary>
    public string Record => At("destroyed.txt");

    /// <summary>Every file from which a card could be known, half-written ones included.</summary>
    public IEnumerable<string> Secret => new[] { Secrets, Pdf, Page }.SelectMany(file => new[] { file, Unfinished(file) });

    /// <summary>Makes the folder, open to its owner alone, if it is not there.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else if (!Directory.Exists(path))
            Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
    }

    /// <summary>Writes a file whole and durably, open to its owner alone. What stood there is overwritten first.</summary>
    public static void Write(string file, byte[] content) => Write(file, stream => stream.Write(content));

    /// <summary>Writes a file that is made while it is written, whole and durably, open to its owner alone. What stood there is overwritten first.</summary>
    public static void Write(string file, Action<Stream> write)
    {
        WriteUnfinished(file, write);
        if (File.Exists(file))
            Overwrite(file);
        File.Move(Unfinished(file), file, overwrite: true);
    }

    /// <summary>Writes a file that is not there yet, whole and durably, open to its owner alone.</summary>
    /// <exception cref="IOException">It is there after all.</exception>
    public static void WriteNew(string file, byte[] content)
    {
        WriteUnfinished(file, stream => stream.Write(content));
        File.Move(Unfinished(file), file, overwrite: false);
    }

    /// <summary>Closes a file to everyone but its owner, where the system knows how.</summary>
    public static void KeepToOwner(string file)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, Owner);
    }

    /// <summary>Overwrites a file and deletes it.</summary>
    public static void Destroy(string file)
    {
        Overwrite(file);
        File.Delete(file);
    }

    private static void WriteUnfinished(string file, Action<Stream> write)
    {
        using FileStream stream = Create(Unfinished(file));
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    private static string Unfinished(string file) => file + ".new";

    private static FileStream Create(string file)
    {
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        var stream = new FileStream(file, options);
        KeepToOwner(file);
        return stream;
    }

    private static void Overwrite(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Write, FileShare.None);
        byte[] zeros = new byte[64 * 1024];
        for (long left = stream.Length; left > 0; left -= zeros.Length)
            stream.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
        stream.Flush(flushToDisk: true);
    }

    private string At(string ending) => Path.Combine(path, $"{batch}.{ending}");
}
