using MessagePack;

namespace PbDecisionDay.Web.Screens;

/// <summary>What asking to follow a day came to.</summary>
/// <param name="Following">Whether snapshots will come.</param>
/// <param name="Reason"><c>no-such-day</c> where there is no such day, or it is not published; otherwise empty.</param>
[MessagePackObject]
public sealed record FollowAnswer(
    [property: Key("following")] bool Following,
    [property: Key("reason")] string Reason)
{
    internal static readonly FollowAnswer Yes = new(true, ""), UnknownDay = new(false, "no-such-day");
}
