using System.Collections.Concurrent;
using System.Threading.Channels;
using PbDecisionDay.Rehearsal.Planning;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>All phones in the hall: voters take the next free one, and those who vote at a kiosk go there, and to the door where that took their card's vote.</summary>
internal sealed class Phones(IReadOnlyList<Phone> phones, Kiosks kiosks, Doors doors)
{
    /// <summary>Lets everyone vote who comes through the doors.</summary>
    /// <param name="admitted">Those who are in; ends when nobody comes any more.</param>
    /// <param name="voted">Told of each who has voted.</param>
    /// <returns>Every cast for which there is a receipt.</returns>
    public async Task<IReadOnlyCollection<CastMade>> VoteAsync(ChannelReader<Holder> admitted, Action voted, CancellationToken cancellationToken)
    {
        var made = new ConcurrentBag<CastMade>();
        await Task.WhenAll(phones.Select(phone => Task.Run(
            async () =>
            {
                await foreach (Holder holder in admitted.ReadAllAsync(cancellationToken))
                {
                    foreach (CastMade cast in await (holder.Voter.Way == Way.Kiosk ? VoteAtKioskAsync(holder, cancellationToken) : phone.VoteAsync(holder, cancellationToken)))
                        made.Add(cast);
                    voted();
                }
            },
            cancellationToken)));
        return made;
    }

    private async Task<IReadOnlyList<CastMade>> VoteAtKioskAsync(Holder holder, CancellationToken cancellationToken)
    {
        IReadOnlyList<CastMade> made = await kiosks.VoteAsync(holder, cancellationToken);
        if (made is not [.., { Challenge: not null }])
            return made;
        await doors.ExchangeAsync(holder, cancellationToken);
        return [.. made, .. await kiosks.VoteAsync(holder, cancellationToken)];
    }

    /// <summary>Lets people cast on while the day closes.</summary>
    /// <returns>Every cast for which there is a receipt.</returns>
    public async Task<IReadOnlyCollection<CastMade>> CastOnAsync(IEnumerable<Holder> people, CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(people.Take(phones.Count).Select((person, at) => phones[at].CastOnAsync(person, cancellationToken)))).SelectMany(made => made)];

    /// <summary>Somebody tries to vote before the day opens.</summary>
    public Task TryTooEarlyAsync(Holder person, CancellationToken cancellationToken) => phones[0].TryTooEarlyAsync(person, cancellationToken);
}
