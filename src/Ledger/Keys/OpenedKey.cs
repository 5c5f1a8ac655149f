namespace PbDecisionDay.Ledger.Keys;

/// <summary>What a key is for.</summary>
public enum KeyKind
{
    /// <summary>A day's key to the openings, 32 bytes.</summary>
    Openings,

    /// <summary>A log's signing key, PKCS #8.</summary>
    Log,

    /// <summary>A day's key to the contacts that people left for its stalls, 32 bytes.</summary>
    Contacts,
}

/// <summary>Why a key copy was not opened.</summary>
public enum KeyCopyProblem
{
    /// <summary>It was opened.</summary>
    None,

    /// <summary>The text is not a key copy, or part of it is missing.</summary>
    NotACopy,

    /// <summary>The passphrase is another, or the copy was altered: the two cannot be told apart.</summary>
    WrongPassphrase,
}

/// <summary>A key out of its copy.</summary>
public sealed class OpenedKey
{
    private readonly byte[] key;

    internal OpenedKey(KeyKind kind, string origin, byte[] key) => (Kind, Origin, this.key) = (kind, origin, key);

    /// <summary>What the key is for.</summary>
    public KeyKind Kind { get; }

    /// <summary>The log it belongs to.</summary>
    public string Origin { get; }

    /// <summary>The key itself.</summary>
    public ReadOnlySpan<byte> Key => key;

    /// <summary>Shows what the key is for and not the key.</summary>
    public override string ToString() => $"{Kind} key of {Origin} (hidden)";
}
