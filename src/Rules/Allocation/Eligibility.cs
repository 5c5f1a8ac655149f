namespace PbDecisionDay.Rules.Allocation;

/// <summary>Whom a withdrawal, a threshold, a floor or a cap shuts out before anything is awarded.</summary>
internal static class Eligibility
{
    /// <summary>The projects that take part; the others are noted in the trace.</summary>
    public static int[] Of(Election election, RuleSettings settings, PotBalance balance)
    {
        var eligible = new List<int>();
        for (int i = 0; i < election.Projects.Length; i++)
        {
            if (Bar(election, settings, i) is (var kind, var missing))
                balance.Note(i, kind, missing);
            else
                eligible.Add(i);
        }
        return [.. eligible];
    }

    private static (StepKind Kind, long Missing)? Bar(Election election, RuleSettings settings, int project)
    {
        if (election.Projects[project].Withdrawn)
            return (StepKind.Withdrawn, 0);
        long votes = election.Support.Votes[project];
        long points = election.Support.Points[project];
        long support = settings.CountsPoints ? points : votes;
        if (support < settings.Threshold)
            return (StepKind.BelowThreshold, settings.Threshold - support);
        if (!settings.FundsUnsupported && !election.Support.IsSupported(project))
            return (StepKind.BelowThreshold, 1);
        long share = (long)(((Int128)election.Ballots.Voters * settings.ThresholdPercent + 99) / 100);
        if (votes < share)
            return (StepKind.BelowThreshold, share - votes);
        long marks = election.Support.Marks(project);
        if (settings.Rule == AllocationRule.AverageScore && (Int128)points * 100 < (Int128)marks * settings.FloorHundredths)
            return (StepKind.BelowFloor, (long)(settings.FloorHundredths - (Int128)points * 100 / marks));
        if (settings.CapPercent > 0 && (Int128)election.Projects[project].Cost * 100 > (Int128)election.Pots[0].Amount * settings.CapPercent)
            return (StepKind.AboveCap, election.Projects[project].Cost - (long)((Int128)election.Pots[0].Amount * settings.CapPercent / 100));
        return null;
    }
}
