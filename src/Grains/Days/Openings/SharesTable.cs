using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Grains.Days.Openings;

/// <summary>Shares of an openings key that were brought, opened and put together. Opening one takes a core a third of a second.</summary>
/// <param name="Outcome">Why they do not give the day's key, or that they do.</param>
/// <param name="Key">The key; empty where they do not give it.</param>
/// <param name="Bad">The numbers of those that do not belong to it.</param>
internal sealed record SharesTable(DayOutcome Outcome, byte[] Key, ImmutableArray<int> Bad)
{
    private const int MostBrought = KeyShare.Shares;

    /// <summary>The answer to who brought them.</summary>
    public SharesAnswer Answer => new(Outcome, Bad);

    /// <summary>Puts shares together.</summary>
    /// <param name="brought">Two or three.</param>
    /// <param name="origin">The day's main log.</param>
    /// <param name="keyHash">SHA-256 of the key they have to give, base64.</param>
    public static async Task<SharesTable> OfAsync(ImmutableArray<BroughtShare> brought, string origin, string keyHash)
    {
        if (brought.Length is < KeyShare.Needed or > MostBrought)
            return Wrong($"Two holders bring their shares, or all three: {brought.Length} were brought.");
        var opened = await Task.WhenAll(brought.Select(one => Task.Run(() => Open(one, origin))));
        var joined = KeyShare.Join([.. opened.Select(one => one.Share).OfType<KeyShare>()]);
        // One that cannot be read is told where the others give no key without it.
        if (!joined.HaveKey && Array.FindIndex(opened, one => one.Problem is not null) is >= 0 and var unread)
            return Wrong($"Sheet {unread + 1} of those brought: {opened[unread].Problem}");
        if (!joined.HaveKey)
            return Wrong(brought.Length < MostBrought
                ? "These two shares do not give a key: one of them is wrong, or they were made at different times. Bring the third, which shows which."
                : "No two of these shares give a key. Look whether they were made at one time, and whether newer sheets exist.");
        return Digest.Sha256(joined.Key).ToString() == keyHash
            ? new SharesTable(
                DayOutcome.Done, joined.Key.ToArray(),
                [.. joined.Bad.Select(share => share.Number).Concat(Enumerable.Range(0, opened.Length).Where(at => opened[at].Share is null).Select(at => NumberOn(brought[at].Text)).Where(number => number > 0)).Order()])
            : Wrong("These shares give a key, but not the one that this day uses. Bring the sheets that were made last.");
    }

    /// <summary>Opens one share.</summary>
    /// <returns>The share, or what is wrong with it in a sentence.</returns>
    public static (KeyShare? Share, string? Problem) Open(BroughtShare brought, string origin) =>
        KeyShare.Open(brought.Text, brought.Passphrase, out var share) switch
        {
            KeyShareProblem.NotAShare => (null, "That is no whole share. Type or scan all ten lines of the sheet, from \"pbdd/1 key-share\" on."),
            KeyShareProblem.WrongPassphrase => (null, "That passphrase does not open this share, or a sign of the share is wrong."),
            KeyShareProblem.None => share!.Origin == origin ? (share, null) : (null, $"That share belongs to another day, {share.Origin}."),
        };

    // The number that stands on a sheet which does not open; 0 where not even that can be read.
    private static int NumberOn(string text) => text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("share ", StringComparison.Ordinal)) switch
    {
        "share 1" => 1,
        "share 2" => 2,
        "share 3" => 3,
        _ => 0,
    };

    /// <summary>The refusal of a share, with why.</summary>
    public static DayOutcome WrongShare(string why) => new(DayRefusal.WrongShare, why);

    /// <summary>Says what it came to and shows no key.</summary>
    public override string ToString() => $"{Outcome.Refusal}";

    private static SharesTable Wrong(string why) => new(WrongShare(why), [], []);
}
