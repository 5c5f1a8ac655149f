using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Audit;

/// <summary>What the checks of votes are worth, for scrutineers: how many were made, and how likely they find a cheat of so many ballots.</summary>
internal sealed class ChecksModel(DayReader days, AuditReader audit) : PageModel
{
    /// <summary>In how many of a hundred cases a cheat is to be found.</summary>
    public const int Aim = 95;

    private static readonly long[] Cheats = [1, 2, 5, 10, 20, 50, 100, 200, 500];

    public PublicDay Day { get; private set; } = null!;

    public BoxStatus Account { get; private set; } = null!;

    /// <summary>Votes cast, opened and replaced ones too: each could have been checked.</summary>
    public long Votes => Account.Casts;

    /// <summary>Votes that were opened to check them.</summary>
    public long Checks => Account.Challenges;

    /// <summary>Cheats of so many ballots: in how many of a hundred cases the checks so far find them, and how many checks it takes for the aim.</summary>
    public IEnumerable<(long Wrong, int Found, long Needed)> Odds => Cheats.Where(wrong => wrong <= Votes)
        .Select(wrong => (wrong, CheatOdds.FoundOfHundred(Votes, wrong, Checks), CheatOdds.ChecksFor(Votes, wrong, Aim)));

    public async Task<IActionResult> OnGetAsync(string day, CancellationToken cancellationToken)
    {
        if (await days.FindAsync(day, cancellationToken) is not { } found) return NotFound();
        Day = found;
        Account = await audit.AccountAsync(found, cancellationToken);
        return Page();
    }
}
