using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Verifier.Following;

/// <summary>Someone outside who countersigns checkpoints that continue what they saw before.</summary>
internal sealed class Witness : IDisposable
{
    private const string Label = "PRIVATE KEY";

    private readonly LogKey _key;

    private Witness(string name, LogKey key) => (Name, _key) = (name, key);

    /// <summary>The name on the witness's signature lines.</summary>
    public string Name { get; }

    /// <summary>What others check the witness's lines with.</summary>
    public string VerifierKey => _key.Public.VerifierKey(Name);

    /// <summary>Makes a key and writes it to a new file that its owner alone may read, as PKCS #8 in PEM.</summary>
    /// <exception cref="ArgumentException">The name cannot stand on a signature line.</exception>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    public static Witness Make(string name, string path)
    {
        var witness = new Witness(name, LogKey.Generate());
        _ = witness.VerifierKey;
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, create);
        stream.Write(Encoding.ASCII.GetBytes(PemEncoding.WriteString(Label, witness._key.ExportPkcs8()) + "\n"));
        stream.Flush(flushToDisk: true);
        return witness;
    }

    /// <summary>Reads a key file.</summary>
    public static bool TryRead(string name, string path, [NotNullWhen(true)] out Witness? witness, [NotNullWhen(false)] out string? problem)
    {
        (witness, problem) = (null, null);
        try
        {
            string pem = File.ReadAllText(path);
            witness = new(name, LogKey.ImportPkcs8(Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data])));
            _ = witness.VerifierKey;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            problem = witness is null ? $"{path} is not a key file as `pbdd witness new` writes it" : $"'{name}' cannot name a witness: it has no spaces and no plus sign";
        }
        witness = null;
        return false;
    }

    /// <summary>The note with the witness's line at its end. Whoever calls has seen that the note continues what the witness knew.</summary>
    public SignedNote Sign(SignedNote note) => note.With(_key.SignNote(Name, note.Text));

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
