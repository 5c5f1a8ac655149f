using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Patterns;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Commands.Auditing;

/// <summary><c>pbdd look public.zip [--beside FILE.pb]</c>: what the published ballots look like together. It proves nothing and refuses nothing.</summary>
internal static class LookCommand
{
    public static Command Create()
    {
        Argument<string> bundle = new("public.zip") { Description = "a day's public file, or the folder it was unpacked in" };
        Option<string[]> beside = new("--beside") { Description = "an election in Pabulib's format to hold it against: a rehearsal's ballots.pb, or last year's", AllowMultipleArgumentsPerToken = false };
        var command = new Command("look", "Says what a day's published ballots look like together, so that a mistake of the paper or a page shows. Information only: pbdd verify proves.") { bundle, beside };
        command.SetAction(arguments => Run(arguments.GetValue(bundle)!, arguments.GetValue(beside) ?? []));
        return command;
    }

    private static int Run(string path, string[] beside)
    {
        try
        {
            using Stream file = BundleInput.OpenPublic(path);
            if (!Bundle.TryOpen(file, long.MaxValue, out Bundle? bundle, out string? problem))
                return Refusal.Say($"{Shown.Path(path)}: {problem}");
            problem = Read(bundle, out Paper? paper, out ImmutableArray<Ballot> ballots);
            if (problem is not null)
                return Refusal.Say($"{Shown.Path(path)}: {problem}");
            BallotPattern pattern = BallotPattern.Of(paper!, ballots.Select(ballot => (ballot, 1)));
            Print(paper!, pattern);
            PrintKinds(bundle);
            foreach (string other in beside)
                Compare(other, PabulibReader.ReadFile(other, new() { KeepVotes = true }), pattern);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PabulibException)
        {
            return Refusal.Say(e.Message);
        }
    }

    private static string? Read(Bundle bundle, out Paper? paper, out ImmutableArray<Ballot> ballots)
    {
        (paper, ballots) = (null, []);
        if (DayLog.Text(bundle, BundleNames.Paper) is not { } text || DayLog.Text(bundle, BundleNames.Rules) is not { } rulesText)
            return "it has no paper or no rules yet";
        if (!Paper.TryParse(text, out paper, out string? problem) || !FrozenRules.TryParse(rulesText, out FrozenRules? rules, out problem))
            return problem;
        if (!bundle.Has(BundleNames.Ballots))
            return "it publishes no ballots: the votes are not counted yet, or too few ballots count";
        using Stream votes = bundle.Open(BundleNames.Ballots);
        return PublishedVotes.TryRead(PabulibReader.Read(votes, new() { KeepVotes = true }), paper!, rules!.Form, out ballots, out problem) ? null : problem;
    }

    private static void Print(Paper paper, BallotPattern pattern)
    {
        Out.Line((Style.Strong, $"Does this look right? {paper.Day}"));
        Out.Line(Say($"ballots: {pattern.Ballots:N0}"));
        if (pattern.Ballots < BallotPattern.FewestBallots)
        {
            Out.Line("Fewer than 30 ballots: more would tell of somebody.");
            return;
        }
        foreach ((int projects, ToldNumber told) in ToldNumber.Parts(pattern.ByProjects).Index())
            Out.Line(Say($"  projects named {projects}: {Told(told)}"));
        if (pattern.Pots.Length > 1)
            foreach (PotPattern pot in pattern.Pots)
                Out.Line(Say($"  name nothing in pot {pot.Title}: {Told(ToldNumber.Of(pattern.Ballots - pot.Named, pattern.Ballots))}"));
        Out.Line(pattern.Places.Side switch
        {
            1 => "The projects at the top of the paper are named more than 199 of 200 random orders would give. The order may have helped them; it may be chance.",
            -1 => "The projects at the bottom of the paper are named more than 199 of 200 random orders would give. The order may have helped them; it may be chance.",
            _ => "Places on the paper and support go together no more than random orders would give.",
        });
    }

    // By the kinds of entries alone: no published ballot is tied to one.
    private static void PrintKinds(Bundle bundle)
    {
        if (!LogFiles.TryRead(DayLog.Members(bundle, BundleNames.LogFolder), out LogFiles? files, out _, BundleNames.LogFolder))
            return;
        int casts = 0, last = 0, papers = 0;
        foreach (ReadOnlyMemory<byte> bytes in files.Entries)
            if (LogEntry.TryParse(bytes.Span, out LogEntry? entry, out _))
            {
                casts += entry is CastEntry ? 1 : 0;
                last += entry is CastEntry { Version: 6 } ? 1 : 0;
                papers += entry is PaperEntry ? 1 : 0;
            }
        Out.Line(Say($"entries of the main log: casts by card {casts:N0}, of these by a kiosk, with a helper, without script or as a card's last {last:N0}; paper slips typed in or corrected {papers:N0}"));
    }

    private static void Compare(string path, PabulibFile other, BallotPattern pattern)
    {
        var beside = BesidePattern.Of(pattern, other);
        Out.Line((Style.Strong, $"Beside {Shown.Path(path)}"));
        Out.Line(Say($"ballots: {beside.There:N0}"));
        if (beside.Shares.IsEmpty)
            Out.Line("Fewer than 30 ballots here or there: nothing is compared.");
        foreach (BesideShare share in beside.Shares)
            Out.Line(Say($"  {(share.Projects == 0 ? "blank" : "with one project")}: here {Told(share.Here)}, there {Told(share.There)}{(share.IsUnlikely ? ". So far apart are fewer than 1 in 100 random deals of all these ballots; somebody should look why" : "")}"));
    }

    private static string Told(ToldNumber number) => number switch
    {
        { Kind: ToldKind.Exact, Number: var exact } => Say($"{exact:N0}"),
        { Kind: ToldKind.Fewer, Number: var bound } => Say($"fewer than {bound:N0}"),
        { Kind: ToldKind.More, Number: var bound } => Say($"more than {bound:N0}"),
        _ => "not told",
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
