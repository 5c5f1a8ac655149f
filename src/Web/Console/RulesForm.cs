using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// How people vote and how the money is shared, as the settings page asks it: approvals and most votes. Rules can say more than that;
/// <see cref="Holds"/> tells which do.
/// </summary>
public sealed class RulesForm
{
    /// <summary><c>up-to</c>, <c>exactly</c> or <c>at-least</c>.</summary>
    public string Choose { get; set; } = "up-to";

    /// <summary>How many, from 1.</summary>
    public int Number { get; set; } = 5;

    /// <summary><c>skip</c>, <c>stop</c> or <c>part</c>.</summary>
    public string Marginal { get; set; } = "skip";

    /// <summary>The least votes to be funded; 0 for no threshold. The default is 1: what nobody chose is not funded.</summary>
    public long Threshold { get; set; } = 1;

    /// <summary>The largest share of its pot one project may cost, per cent; 0 for no cap.</summary>
    public int CapPercent { get; set; }

    /// <summary><c>lower-cost</c>, <c>lower-cost-id</c>, <c>file</c> or <c>lots</c>: what decides between equals.</summary>
    public string Ties { get; set; } = "lower-cost";

    /// <summary>For lots, the public seed.</summary>
    public string? Seed { get; set; }

    /// <summary>What screens show live.</summary>
    public LiveResults Live { get; set; } = LiveResults.Turnout;

    /// <summary>Whether a card may replace its ballot until the close.</summary>
    public bool Replacement { get; set; } = true;

    /// <summary>Whether the form says all that a text of rules says, so that saving it changes nothing unseen. No rules yet are nothing to lose.</summary>
    public static bool Holds(string text) =>
        text.Length == 0
        || (FrozenRules.TryParse(text, out var rules, out _)
            && Of(text).TryWrite(rules!.Languages, out var again, out _)
            && string.Equals(text, again, StringComparison.Ordinal));

    /// <summary>Rules that stay as they are, with what every form shows: the languages, what screens show live, and replacement.</summary>
    public bool TryKeep(string before, ImmutableArray<string> languages, out string text, out string? problem)
    {
        text = "";
        if (!FrozenRules.TryParse(before, out var rules, out problem)
            || !FrozenRules.TryCreate(rules!.Form, rules.Allocation, Live, Replacement, languages, out var kept, out problem))
            return false;
        // What may change after publishing is no box of the form: it stays as it was.
        text = kept!.Allowing(rules.Money, rules.Withdrawal).Text;
        return true;
    }

    /// <summary>The frozen rules' text, or why these cannot be rules.</summary>
    public bool TryWrite(ImmutableArray<string> languages, out string text, out string? problem)
    {
        text = "";
        // A ballot form takes 0 for "no limit", which nobody who types "up to 0" means.
        if (Number is < 1 or > Paper.MostProposals)
        {
            problem = $"How many projects each resident chooses is a number from 1 to {Paper.MostProposals}.";
            return false;
        }
        if (!MarginalPolicy.TryParse(Marginal, out var marginal) || !TieBreak.TryParseList(TieList(), out var ties, out problem))
        {
            problem = "Choose one of the offered answers; lots need a seed without commas, announced before opening.";
            return false;
        }
        var form = Choose switch
        {
            "exactly" => BallotForm.ApproveExactly(Number),
            "at-least" => BallotForm.ApproveAtLeast(Number),
            _ => BallotForm.ApproveUpTo(Number),
        };
        var settings = new RuleSettings { Marginal = marginal, Threshold = Threshold, CapPercent = CapPercent, Ties = ties };
        if (!FrozenRules.TryCreate(form, settings, Live, Replacement, languages, out var rules, out problem)) return false;
        text = rules!.Text;
        return true;
    }

    /// <summary>The form of written rules. Where they go beyond it, see <see cref="Holds"/>, it holds only a part of them.</summary>
    public static RulesForm Of(string text)
    {
        if (!FrozenRules.TryParse(text, out var rules, out _)) return new RulesForm();
        var (form, settings) = (rules!.Form, rules.Allocation);
        return new RulesForm
        {
            Choose = form.Most == 0 ? "at-least" : form.Least == form.Most && form.Most > 1 ? "exactly" : "up-to",
            Number = Math.Clamp(form.Most == 0 ? form.Least : form.Most, 1, Paper.MostProposals),
            Marginal = settings.Marginal.Kind == MarginalKind.Reach ? "skip" : settings.Marginal.ToString(),
            Threshold = settings.Threshold,
            CapPercent = settings.CapPercent,
            Ties = settings.Ties switch
            {
                [{ Kind: TieBreakKind.Lots }, ..] => "lots",
                [{ Kind: TieBreakKind.File }, ..] => "file",
                [{ Kind: TieBreakKind.LowerCost }, { Kind: TieBreakKind.Id }, ..] => "lower-cost-id",
                _ => "lower-cost",
            },
            Seed = settings.Ties[0].Seed,
            Live = rules.Live,
            Replacement = rules.Replacement,
        };
    }

    private string TieList() => Ties switch
    {
        "file" => "file",
        "lots" => $"lots:{Seed?.Trim()}",
        "lower-cost-id" => "lower-cost,id",
        _ => "lower-cost,file",
    };
}
