using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PbDecisionDay.Web.Organisers;

/// <summary>Makes the three shares of a day's openings key.</summary>
/// <param name="Holders">Three, in the order of the shares; at least one is <c>outside</c>.</param>
/// <param name="Brought">Two shares or three of the making before, once the day has opened; otherwise left out.</param>
/// <param name="SecondToken">On a rehearsal, another organiser's token, which plays the second person. On a day that counts it is left out.</param>
public sealed record SharesRequest(
    [property: JsonRequired] ImmutableArray<HolderRequest> Holders, string? SecondToken = null, ImmutableArray<ShareRequest>? Brought = null)
{
    /// <summary>Says what it is, and no passphrase.</summary>
    public override string ToString() => "request for shares (hidden)";
}

/// <summary>Somebody who is to keep a share.</summary>
/// <param name="Who"><c>me</c> (whose token signs the request), <c>second</c> (whose token is <c>secondToken</c>) or <c>outside</c> (nobody who organises the day).</param>
/// <param name="Passphrase">What this person alone knows, at least 12 characters.</param>
public sealed record HolderRequest([property: JsonRequired] string Who, [property: JsonRequired] string Passphrase)
{
    /// <summary>Says whose it is, and no passphrase.</summary>
    public override string ToString() => $"holder {Who}";
}

/// <summary>A share that its holder has brought.</summary>
/// <param name="Text">The text on the holder's sheet.</param>
/// <param name="Passphrase">The holder's passphrase.</param>
public sealed record ShareRequest([property: JsonRequired] string Text, [property: JsonRequired] string Passphrase)
{
    /// <summary>Says that it is a share, and nothing of it.</summary>
    public override string ToString() => "brought share (hidden)";
}

/// <summary>Puts the openings key back from shares.</summary>
/// <param name="Shares">Two or three.</param>
public sealed record RestoreRequest([property: JsonRequired] ImmutableArray<ShareRequest> Shares);

/// <summary>Shares that were made: they are told once and kept nowhere.</summary>
/// <param name="Set">Which making it is, 1 for the first; shares of another making are worth nothing.</param>
/// <param name="Fingerprint">SHA-256 of the day's public openings key, base64; it belongs on each sheet.</param>
/// <param name="Texts">The three sealed shares, each for its holder's sheet.</param>
public sealed record SharesMade(int Set, string Fingerprint, ImmutableArray<string> Texts)
{
    /// <summary>Says which making it is, and no share.</summary>
    public override string ToString() => $"shares of making {Set} (hidden)";
}

/// <summary>The openings key is in its place.</summary>
/// <param name="Bad">The numbers of shares that do not belong to the key, where the others gave it.</param>
public sealed record KeyRestored(ImmutableArray<int> Bad);
