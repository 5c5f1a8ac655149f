using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Audit;

/// <summary>A day for whoever takes nobody's word: its account, its log, why each project won or lost, and the other rules beside it.</summary>
internal sealed class AuditModel(DayReader days, AuditReader audit, IStringLocalizer<AuditWords> say) : PageModel
{
    private ReasonWords reasons = null!;

    public PublicDay Day { get; private set; } = null!;

    public BoxStatus Account { get; private set; } = null!;

    /// <summary>The comparison on the day's ballots, or on invented ones where the result is not declared.</summary>
    public WhatIf Comparison { get; private set; } = null!;

    /// <summary>How much can be checked now.</summary>
    public AuditStage Stage => AuditStages.Of(Day.View.Phase, Account);

    /// <summary>What the page says first, as its words name it.</summary>
    public string Lead => Stage == AuditStage.Voting && (Day.View.IsSpeaking() || Day.View.Phase == Contracts.Days.DayPhase.Paused) ? Day.View.Stage() : Stage.ToString();

    /// <summary>Whether the day has opened, counts, and nobody outside countersigns its log.</summary>
    public bool IsUnwitnessed =>
        Account.Phase != BoxPhase.BeforeOpening && Contracts.Days.StepRules.IsUnwitnessed(Day.View.Rehearsal, Day.View.Settings);

    /// <summary>How far a witness has come.</summary>
    /// <summary>Whether a day that counts opened though none of its named witnesses had signed.</summary>
    public bool OpenedUnwitnessed => !Day.View.Rehearsal && Account.OpenedBeforeWitnesses;

    public string WitnessLine(WitnessStanding witness) => witness.At is { } at
        ? say["Witnesses.Line", witness.Size, Account.LogSize, LocalTime.ClockOf(at, Day.View.Settings.TimeZone)]
        : say["Witnesses.Never", Account.LogSize];

    public bool IsDeclared => Account.ResultHash.Length > 0;

    /// <summary>How often an approver's account was recovered before the day ended, and how often of those a code of the machine stood in for a person.</summary>
    public (int Times, int ByMachine) Recovered { get; private set; }

    /// <summary>Who signed the rules by publishing the day.</summary>
    public RulesSigned? Signed { get; private set; }

    /// <summary>The public bundle with the result in it; <c>null</c> before.</summary>
    public BundleInfo? Bundle { get; private set; }

    /// <summary>How large the bundle is, in megabytes or kilobytes.</summary>
    public string BundleSize => Bundle!.Length >= 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{Bundle.Length / 1e6:0.0} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{(Bundle.Length + 999) / 1000} kB");

    /// <summary>The bundle's SHA-256 as <c>sha256sum</c> prints it.</summary>
    public string BundleHash => Convert.ToHexStringLower(Convert.FromBase64String(Bundle!.Sha256));

    /// <summary>The command that checks the bundle, as it is typed: a day without a result is checked as far as it has come.</summary>
    public string VerifyCommand => (IsDeclared || Account.Phase == BoxPhase.BeforeOpening ? "pbdd verify public.zip" : "pbdd verify public.zip --so-far")
        + string.Concat(Day.View.Logs.Where(log => log.State == LogState.Missing).Select(log => $" --without {log.Log}"));

    /// <summary>How far the drawing of papers is; <c>null</c> before the day is counted.</summary>
    public PaperDraw? Draw => Day.View.Phase is Contracts.Days.DayPhase.Counted || IsDeclared ? PaperDraws.Of(Account) : null;

    /// <summary>What was keyed of a paper, one choice a line.</summary>
    public ImmutableArray<string> Lines(SampledPaper paper) => KeyedBallot.Lines(paper.Ballot, Title);

    /// <summary>The logs that are not in the result.</summary>
    public IEnumerable<LeftOutLog> LeftOut => ResultDocument.Read(Day.View.Result) is { LeftOut: { IsDefault: false } logs } ? logs : [];

    /// <summary>The commands that follow the day's logs, as they are typed. The keys are those on this page, so that nothing has to be asked for twice.</summary>
    public string FollowCommands => string.Join('\n', Day.Logs.Where(log => log.LogKey.Length > 0)
        .Select(log => $"pbdd follow {Day.View.Site}/api/days/{Day.Id}/logs/{log.Log} --key {log.LogKey}")
        .Prepend($"pbdd follow {Day.View.Site}/days/{Day.Id} --key {Day.LogKey}"));

    public async Task<IActionResult> OnGetAsync(string day, CancellationToken cancellationToken)
    {
        if (await days.FindAsync(day, cancellationToken) is not { } found) return NotFound();
        Day = found;
        Account = await audit.AccountAsync(found, cancellationToken);
        Bundle = await audit.BundleAsync(found, Account, cancellationToken);
        Comparison = await audit.OnBallotsAsync(found, Account, cancellationToken) ?? await audit.OnMockBallotsAsync(found, cancellationToken);
        Recovered = await audit.RecoveredAsync(found, cancellationToken);
        Signed = await audit.SignedAsync(found, cancellationToken);
        reasons = new ReasonWords(say, found.Paper);
        return Page();
    }

    /// <summary>The funded projects, in the order of award.</summary>
    public IEnumerable<string> Funded => ResultDocument.Read(Day.View.Result)?.Order ?? [];

    public string Sentence(Reason reason) => reasons.Of(reason);

    public string Title(string project) => Day.Paper.Find(project)?.TitleIn(SiteLanguage.Current.Written) ?? project;

    public string Money(long minor) => Localisation.Money.Format(minor, Day.Paper.Currency);

    /// <summary>A share of the ballots in whole per cent, rounded down.</summary>
    public string Share(long ballots) => ShareOf(ballots, Comparison.Voters);

    /// <summary>A share of a whole in whole per cent, rounded down.</summary>
    public string ShareOf(long part, long whole) => $"{(whole == 0 ? 0 : part * 100 / whole)} %";

    public string GroupTitle(string group) => Day.Paper.Groups.FirstOrDefault(known => known.Id == group)?.Title ?? group;

    /// <summary>Whether two groups divide the projects by the same thing: areas beside areas, themes beside themes.</summary>
    public bool SameKind(string group, string other) => KindOf(group) == KindOf(other);

    private Rules.Papers.GroupKind? KindOf(string group) => Day.Paper.Groups.FirstOrDefault(known => known.Id == group)?.Kind;
}
