using System.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rehearsal.Playing;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>A day as the service published it.</summary>
internal sealed record PublishedDay(string Origin, LogPublicKey Key, Paper Paper, FrozenRules Rules, Digest PaperHash, Digest RulesHash)
{
    /// <summary>Reads a published day and holds it against what was asked for.</summary>
    /// <exception cref="RefusedException">It cannot be read.</exception>
    public static PublishedDay Read(DayDocument day, PlannedDay plan, Differences differences)
    {
        // The documents stand in the answer exactly as they were frozen, without the line feed at their end.
        (string paperText, string rulesText) = (day.Paper.GetRawText() + "\n", day.Rules.GetRawText() + "\n");
        if (!Paper.TryParse(paperText, out Paper? paper, out string? problem) || !FrozenRules.TryParse(rulesText, out FrozenRules? rules, out problem))
            throw new RefusedException($"The published paper or rules cannot be read: {problem}");
        if (!LogPublicKey.TryParseVerifierKey(day.LogKey, out string? name, out LogPublicKey? key) || name != day.Origin)
            throw new RefusedException("The published log key cannot be read, or is of another log.");
        (Digest paperHash, Digest rulesHash) = (Hash(paperText), Hash(rulesText));
        if (day.PaperHash != paperHash.ToString() || day.RulesHash != rulesHash.ToString())
            differences.Add("The hash of the published paper or rules is not that of their text.");
        Paper asked = Paper.Create(
            day.Origin, plan.Paper.Day, plan.Paper.Language, plan.Paper.Currency, paper!.MinorDigits, plan.Paper.Pots, plan.Paper.Groups, plan.Paper.Proposals);
        if (paper.Text != asked.Text || rules!.Text != plan.Rules.Text)
            differences.Add("The published paper or rules are not those that were asked for.");
        if (!day.Rehearsal)
            differences.Add("The day is not marked as a rehearsal.");
        return new(day.Origin, key!, paper, rules!, paperHash, rulesHash);
    }

    /// <summary>SHA-256 of a text's UTF-8 bytes.</summary>
    public static Digest Hash(string text) => Digest.Sha256(Encoding.UTF8.GetBytes(text));
}
