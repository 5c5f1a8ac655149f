using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Rules.Patterns;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Statements;

/// <summary>Another election beside a day's votes.</summary>
/// <param name="Look">What the day's votes look like.</param>
/// <param name="Election">The other election.</param>
/// <param name="At">When an organiser brought it.</param>
/// <param name="Beside">What is told of both.</param>
public sealed record BesideLook(DayLook Look, BesideElection Election, DateTimeOffset At, BesidePattern Beside)
{
    /// <summary>The section's id on the page.</summary>
    public string Id => $"beside-{Words.Of(Election.Kind)}";

    /// <summary>The lines that lie far apart; empty where none does.</summary>
    public string Unlikely(IStringLocalizer<StatementWords> words) =>
        string.Join(" · ", Beside.Shares.Where(share => share.IsUnlikely).Select(share => LookWords.Size(share.Projects, share.OrMore, words)));

    /// <summary>SHA-256 of the file, as tools print it.</summary>
    public string FileHash => Convert.ToHexStringLower(Convert.FromBase64String(Election.File));
}
