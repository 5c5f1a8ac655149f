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
            problem = Read(bundle, out Paper? paper, out FrozenRules? rules, out ImmutableArray<Ballot> ballots);
            if (problem is not null)
                return Refusal.Say($"{Shown.Path(path)}: {problem}");
            BallotPattern pattern = BallotPattern.Of(paper!, rules!.Form, ballots.Select(ballot => (ballot, 1)));
            Print(paper!, pattern);
            PrintWays(LogWays.Of(bundle));
            foreach (string other in beside)
                Compare(other, BesidePattern.Of(pattern, BallotTotals.Of(paper!, rules!.Form, PabulibReader.ReadFile(other))), pattern);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PabulibException)
        {
            return Refusal.Say(e.Message);
        }
    }

    private static string? Read(Bundle bundle, out Paper? paper, out FrozenRules? rules, out ImmutableArray<Ballot> ballots)
    {
        (paper, rules, ballots) = (null, null, []);
        if (DayLog.Text(bundle, BundleNames.Paper) is not { } text || DayLog.Text(bundle, BundleNames.Rules) is not { } rulesText)
            return "it has no paper or no rules yet";
        if (!Paper.TryParse(text, out paper, out string? problem) || !FrozenRules.TryParse(rulesText, out rules, out problem))
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
        ToldPattern told = ToldPattern.Of(pattern);
        foreach (ToldSize size in told.BySize)
            Out.Line(Say($"  projects named {Size(size.Projects, size.OrMore)}: {Told(size.Told)}"));
        foreach (ToldPot pot in told.Pots)
        {
            Out.Line(Say($"pot {pot.Title}: ballots that name a project {Told(pot.Named(told.Ballots))}, choices {Choices(pot)}"));
            if (told.Pots.Length > 1)
                foreach (ToldSize size in pot.BySize)
                    Out.Line(Say($"  projects of this pot named {Size(size.Projects, size.OrMore)}: {Told(size.Told)}"));
            foreach (ToldPlace place in pot.Places)
                Out.Line(Say($"  place {place.Place}, {place.Title}: {Told(place.Told)}"));
        }
        Out.Line(pattern.Places.Side switch
        {
            1 => "The projects at the top of the paper are named more than 199 of 200 random orders would give. The order may have helped them; it may be chance.",
            -1 => "The projects at the bottom of the paper are named more than 199 of 200 random orders would give. The order may have helped them; it may be chance.",
            _ => "Places on the paper and support go together no more than random orders would give.",
        });
        Out.Line("Places are those of the paper. Where screens began each list at a place that follows from the card, they are not the places that each voter saw.");
    }

    private static void PrintWays(LogWays ways)
    {
        Out.Line(Say($"votes that count by card, when they could still be changed: {Told(ways.ByCard[0])}; for good, at a kiosk, with a helper, without script or as a phone's sixth: {Told(ways.ByCard[1])}"));
        foreach ((string batch, int usable, ToldNumber counted, ToldNumber replaced) in ways.ToldCards)
            Out.Line(Say($"  batch of cards {batch}: handed out {usable:N0}, votes that count {Told(counted)}, replaced {Told(replaced)}"));
        Out.Line(Say($"paper slips in the log: {ways.Slips.Sum(batch => batch.Slips):N0}"));
        foreach ((string batch, int slips) in ways.Slips)
            Out.Line(Say($"  batch of slips {batch}: {slips:N0}"));
        Out.Line("No entry says at which kiosk or door it was made. Ballots are mixed before they are published, so what they say cannot be told by phone, kiosk or batch.");
    }

    private static void Compare(string path, BesidePattern beside, BallotPattern pattern)
    {
        Out.Line((Style.Strong, $"Beside {Shown.Path(path)}"));
        Out.Line(Say($"ballots: {beside.There:N0}"));
        if (beside.Shares.IsEmpty)
            Out.Line("Fewer than 30 ballots here or there: nothing is compared.");
        foreach (BesideShare share in beside.Shares)
            Out.Line(Say($"  projects named {Size(share.Projects, share.OrMore)}: here {Told(share.Here)}, there {Told(share.There)}{(share.IsUnlikely ? ". So far apart are fewer than 1 in 100 random deals of all these ballots; somebody should look why" : "")}"));
        if (beside.Pots.IsEmpty)
        {
            if (!beside.Shares.IsEmpty)
                Out.Line("It has other projects: nothing is said of pots and places.");
            return;
        }
        ToldPattern own = ToldPattern.Of(pattern);
        foreach ((ToldPot here, ToldPot there) in own.Pots.Zip(beside.Pots))
        {
            Out.Line(Say($"pot {here.Title}: ballots that name a project here {Told(here.Named(own.Ballots))}, there {Told(there.Named(beside.There))}; choices here {Choices(here)}, there {Choices(there)}"));
            if (own.Pots.Length > 1)
                foreach ((ToldSize size, ToldSize other) in here.BySize.Zip(there.BySize))
                    Out.Line(Say($"  projects of this pot named {Size(size.Projects, size.OrMore)}: here {Told(size.Told)}, there {Told(other.Told)}"));
            foreach ((ToldPlace place, ToldPlace other) in here.Places.Zip(there.Places))
                Out.Line(Say($"  place {place.Place}, {place.Title}: here {Told(place.Told)}, there {Told(other.Told)}"));
        }
    }

    private static string Size(int projects, bool orMore) => Say($"{projects}{(orMore ? " or more" : "")}");

    private static string Choices(ToldPot pot) => pot.Choices is { } choices ? Say($"{choices:N0}") : "not told";

    private static string Told(ToldNumber number) => number switch
    {
        { Kind: ToldKind.Exact, Number: var exact } => Say($"{exact:N0}"),
        { Kind: ToldKind.Fewer, Number: var bound } => Say($"fewer than {bound:N0}"),
        { Kind: ToldKind.More, Number: var bound } => Say($"more than {bound:N0}"),
        { Kind: ToldKind.Between, Number: var first, Last: var last } => Say($"{first:N0} to {last:N0}"),
        _ => "not told",
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
