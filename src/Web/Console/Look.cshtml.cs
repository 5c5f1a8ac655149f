using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Patterns;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// Whether a closed day's votes look right, for organisers: how they came before the declaration, and what they say after it. Another election's totals
/// are kept beside them here, and its file is not.
/// </summary>
[RequestSizeLimit(MostRequestBytes), RequestFormLimits(MultipartBodyLengthLimit = MostRequestBytes)]
public sealed class LookModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayReader days) : ConsoleDayPage(grains, say)
{
    /// <summary>The largest file that is read, in megabytes: the largest of the real elections that we count again has four.</summary>
    public const int MostMegabytes = 8;

    private const int MostBytes = MostMegabytes * 1_000_000;

    // Far more than is read, so that whoever chose a file that is too large is told so.
    private const int MostRequestBytes = 10 * MostBytes;

    // One at a time in this process: no row is kept, but reading takes a processor for a while.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>What the other election is.</summary>
    [BindProperty]
    public BesideKind? Kind { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? From { get; set; }

    /// <summary>Its file of votes.</summary>
    [BindProperty]
    public IFormFile? Votes { get; set; }

    /// <summary>What they look like; <c>null</c> before the close.</summary>
    public DayLook? Look { get; private set; }

    /// <summary>Whether other elections can be kept and removed.</summary>
    public bool MayChange => Day.Phase is DayPhase.Closed or DayPhase.Counted or DayPhase.Declared;

    public Task OnGetAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    /// <summary>Keeps the totals of another election's file.</summary>
    public async Task<IActionResult> OnPostBesideAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (!MayChange || DayLook.Frozen(Day) is not var (paper, rules)) return Refuse(Say[Look is null ? "Count.NotYet" : "Beside.Over"]);
        if (Chosen is not { } kind) return Refuse(Say["Beside.NoKind"], nameof(Kind));
        if (Votes is null or { Length: 0 }) return RefuseFile(Say["Beside.NoFile"]);
        if (Votes.Length > MostBytes) return RefuseFile(Say["Beside.TooLarge", MostMegabytes]);
        string hash;
        BallotTotals totals;
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            await using var stream = Votes.OpenReadStream();
            hash = Convert.ToBase64String(await SHA256.HashDataAsync(stream, cancellationToken));
            stream.Position = 0;
            totals = await Task.Run(() => BallotTotals.Of(paper, rules.Form, PabulibReader.Read(stream)), cancellationToken);
        }
        catch (PabulibException reason)
        {
            return RefuseFile(Say["Beside.Unread", reason.Message.TrimEnd('.')]);
        }
        finally
        {
            OneAtATime.Release();
        }
        if (totals.Ballots < BallotPattern.FewestBallots) return RefuseFile(Say["Beside.TooFew", totals.Ballots, BallotPattern.FewestBallots]);
        var outcome = await DayGrain.KeepBesideAsync(BesideElection.Of(kind, Name ?? "", From ?? "", hash, totals), By, cancellationToken);
        days.Forget(Day.Day);
        return outcome.Refusal == DayRefusal.None ? GoTo("/look", Say["Beside.Done"]) : Refuse(outcome);
    }

    /// <summary>Removes what is kept of a kind.</summary>
    public async Task<IActionResult> OnPostDropAsync(CancellationToken cancellationToken)
    {
        if (Chosen is not { } kind)
        {
            await ReadAsync(cancellationToken);
            return Refuse(Say["Beside.NoKind"]);
        }
        var outcome = await DayGrain.DropBesideAsync(kind, By, cancellationToken);
        days.Forget(Day.Day);
        if (outcome.Refusal == DayRefusal.None) return GoTo("/look", Say["Beside.Dropped"]);
        await ReadAsync(cancellationToken);
        return Refuse(outcome);
    }

    // What was not chosen, or is none of the two, replaces nothing.
    private BesideKind? Chosen => Kind is { } kind && Enum.IsDefined(kind) ? kind : null;

    private PageResult RefuseFile(string sentence) => Refuse(Day.Beside.IsEmpty ? sentence : $"{sentence} {Say["Beside.Stays"]}", nameof(Votes));

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await ReadOrganisersAsync(cancellationToken);
        if (Day.Phase is DayPhase.Closed or DayPhase.Counted or DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived)
            Look = await DayLook.ReadAsync(Grains, Day, cancellationToken);
    }
}
