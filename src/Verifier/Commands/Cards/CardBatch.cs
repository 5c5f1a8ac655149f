using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary>What a batch of cards is made for. Whatever of it changes makes other cards.</summary>
/// <param name="Site">The address residents open, for example <c>https://pb.south.example</c>.</param>
/// <param name="Day">The day's name in links.</param>
/// <param name="Origin">The main log's name, host, slash, day, whichever log the cards will vote in.</param>
/// <param name="Name">The batch's name in the log.</param>
/// <param name="Count">How many cards, 1 to <see cref="MostCards"/>.</param>
internal sealed record CardBatch(string Site, string Day, string Origin, string Name, int Count)
{
    /// <summary>The most cards of one batch: 1,250 sheets.</summary>
    public const int MostCards = 10_000;

    /// <summary>The address residents type, without its scheme.</summary>
    public string Address => $"{Site[(Site.IndexOf("://", StringComparison.Ordinal) + 3)..]}/v/{Day}";

    /// <summary>Reads what was asked for; a refusal says what to give instead.</summary>
    public static bool TryRead(
        string site, string day, string origin, string name, string count, [NotNullWhen(true)] out CardBatch? batch, [NotNullWhen(false)] out string? problem)
    {
        batch = null;
        problem = ProblemOf(site, day, origin, name);
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int cards) || cards is < 1 or > MostCards)
            problem ??= $"--count is how many cards to make, a whole number of 1 to {MostCards}; make more as further batches";
        if (problem is null)
            batch = new CardBatch(site, day, origin, name, cards);
        return problem is null;
    }

    /// <summary>Why a name cannot be a batch's, or null.</summary>
    public static string? ProblemOf(string name) =>
        BatchEntry.IsName(name) ? null : "--batch is the batch's name in the log: 1 to 32 of a-z, 0-9 and '-', first a letter or digit, for example printed-1";

    private static string? ProblemOf(string site, string day, string origin, string name)
    {
        try
        {
            CardLink.Of(site, day, CardSecret.Draw());
        }
        catch (ArgumentException e) when (e.ParamName == "site")
        {
            return "--site is the address residents open: https:// (or http://) and a host, no slash at its end, for example https://pb.south.example";
        }
        catch (ArgumentException)
        {
            return "--day is the day's name in its links: 1 to 64 of a-z, 0-9 and '-', first a letter or digit, for example troon-2026";
        }
        if (!Uri.TryCreate(site, UriKind.Absolute, out Uri? address))
            return "--site is no address that a phone could open; give one such as https://pb.south.example";
        string own = $"{(address.IsDefaultPort ? address.IdnHost : $"{address.IdnHost}:{address.Port.ToString(CultureInfo.InvariantCulture)}").ToLowerInvariant()}/{day}";
        if (!string.Equals(origin, own, StringComparison.Ordinal))
            return origin.StartsWith($"{own}/", StringComparison.Ordinal)
                ? $"--origin is always the main log's name, {own}, also for cards that vote in a log of their own. Make them so, and name that log when the console or POST /api/days/{day}/batches takes the batch in: a card made for {origin} could never vote"
                : $"--origin is the main log's name. With this site and day it is {own}. Copy all three from the console's Cards page: a card made for another log can never vote";
        return ProblemOf(name);
    }
}
