using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Days.Openings;

/// <summary>Who keeps the shares of a day's openings key: three people, of whom any two can give the key.</summary>
/// <param name="Set">Which making of shares this is, 1 for the first; shares of another making are worth nothing.</param>
/// <param name="Fingerprint">SHA-256 of the day's public openings key in DER, base64; it stands on each holder's sheet.</param>
/// <param name="Holders">The three holders, in the order of their shares.</param>
/// <param name="MadeWhileOpen">How often shares were made anew once the day had opened, by two holders who had brought theirs.</param>
[GenerateSerializer, Immutable, Alias("pbdd.KeyShares")]
public sealed record KeyShares(
    [property: Id(0)] int Set,
    [property: Id(1)] string Fingerprint,
    [property: Id(2)] ImmutableArray<ShareHolder> Holders,
    [property: Id(3)] int MadeWhileOpen)
{
    /// <summary>Whether each holder has read their share back.</summary>
    public bool AllReadBack => Holders.All(holder => holder.ReadBack);
}

/// <summary>The holder of a share.</summary>
/// <param name="Number">The share's number, 1 to 3.</param>
/// <param name="Organiser">The organiser's id; empty where the holder is not an organiser of the day, of whom nothing is kept.</param>
/// <param name="ReadBack">Whether the share was typed in, or scanned, and opened with its passphrase since it was made.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ShareHolder")]
public sealed record ShareHolder([property: Id(0)] int Number, [property: Id(1)] string Organiser, [property: Id(2)] bool ReadBack);

/// <summary>The three for whom shares are made.</summary>
/// <param name="Holders">Three, in the order of the shares.</param>
/// <param name="Brought">Two shares or more of the making before, once the day has opened; otherwise none.</param>
/// <param name="By">The organiser's id.</param>
/// <param name="SecondBy">Another organiser's id.</param>
[GenerateSerializer, Immutable, Alias("pbdd.MakeShares")]
public sealed record MakeShares(
    [property: Id(0)] ImmutableArray<NewHolder> Holders,
    [property: Id(1)] ImmutableArray<BroughtShare> Brought,
    [property: Id(2)] string By,
    [property: Id(3)] string SecondBy);

/// <summary>Somebody who is to keep a share.</summary>
/// <param name="Organiser">The organiser's id; empty for somebody who is not an organiser of the day.</param>
/// <param name="Passphrase">What this person alone knows, at least 12 characters.</param>
[GenerateSerializer, Immutable, Alias("pbdd.NewHolder")]
public sealed record NewHolder([property: Id(0)] string Organiser, [property: Id(1)] string Passphrase)
{
    /// <summary>Says whose it is, and no passphrase.</summary>
    public override string ToString() => $"holder {Organiser}";
}

/// <summary>A share that its holder has brought.</summary>
/// <param name="Text">The text on the holder's sheet.</param>
/// <param name="Passphrase">The holder's passphrase.</param>
[GenerateSerializer, Immutable, Alias("pbdd.BroughtShare")]
public sealed record BroughtShare([property: Id(0)] string Text, [property: Id(1)] string Passphrase)
{
    /// <summary>Says that it is a share, and nothing of it.</summary>
    public override string ToString() => "brought share (hidden)";
}

/// <summary>Shares that were made.</summary>
/// <param name="Outcome">What it came to.</param>
/// <param name="Texts">The three sealed shares, for the holders' sheets and nowhere else; empty where none were made.</param>
[GenerateSerializer, Immutable, Alias("pbdd.MadeShares")]
public sealed record MadeShares([property: Id(0)] DayOutcome Outcome, [property: Id(1)] ImmutableArray<string> Texts);

/// <summary>What brought shares came to.</summary>
/// <param name="Outcome">What it came to.</param>
/// <param name="Bad">The numbers of shares that do not belong to the key, where the others gave it.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SharesAnswer")]
public sealed record SharesAnswer([property: Id(0)] DayOutcome Outcome, [property: Id(1)] ImmutableArray<int> Bad);
