namespace PbDecisionDay.Rules.Allocation.Shares;
#pragma warning disable CS1591, CA2211
public static class SharesStats { public static long Runs, Jumps, Exact, Rises, Bought, Quotes, Passes; }
