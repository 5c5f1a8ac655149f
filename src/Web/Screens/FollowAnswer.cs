namespace PbDecisionDay.Web.Screens;

/// <summary>What asking to follow a day came to.</summary>
/// <param name="Following">Whether snapshots will come.</param>
/// <param name="Reason"><c>no-such-day</c> where there is no such day, or it is not published; otherwise empty.</param>
public sealed record FollowAnswer(bool Following, string Reason)
{
    internal static readonly FollowAnswer Yes = new(true, ""), UnknownDay = new(false, "no-such-day");
}
