using Microsoft.AspNetCore.SignalR;

namespace PbDecisionDay.Web.Screens;

/// <summary>
/// <c>/hubs/screens</c>, open to everyone: a client calls <c>Follow(day)</c> and receives <c>snapshot</c> and <c>presentation</c> messages, the current ones at once.
/// A connection follows one day; following another leaves the first.
/// </summary>
public sealed class ScreenHub(ScreenFeed feed) : Hub
{
    /// <summary>Follows a day; what is no published day is answered as unknown, and a day followed before goes on.</summary>
    public async Task<FollowAnswer> Follow(string? day)
    {
        if (day is null || await feed.FindAsync(day, Context.ConnectionAborted) is null) return FollowAnswer.UnknownDay;
        await LeaveAsync();
        await Groups.AddToGroupAsync(Context.ConnectionId, day, Context.ConnectionAborted);
        Context.Items[nameof(Follow)] = day;
        feed.Enter(day);
        // Read after joining: nothing the group is sent from here on is older.
        if (await feed.FindAsync(day, Context.ConnectionAborted) is { } current)
            await Clients.Caller.SendAsync(ScreenFeed.Message, current, Context.ConnectionAborted);
        if (await feed.FindPresentationAsync(day, Context.ConnectionAborted) is { } shown)
            await Clients.Caller.SendAsync(ScreenFeed.PresentationMessage, shown, Context.ConnectionAborted);
        return FollowAnswer.Yes;
    }

    /// <inheritdoc />
    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await LeaveAsync();
        await base.OnDisconnectedAsync(exception);
    }

    private async Task LeaveAsync()
    {
        if (!Context.Items.Remove(nameof(Follow), out var item) || item is not string day) return;
        feed.Leave(day);
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, day, CancellationToken.None);
    }
}
