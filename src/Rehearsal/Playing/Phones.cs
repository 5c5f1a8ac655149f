using System.Collections.Concurrent;
using System.Threading.Channels;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>All phones in the hall: voters take the next free one.</summary>
internal sealed class Phones(IReadOnlyList<Phone> phones)
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
                    foreach (CastMade cast in await phone.VoteAsync(holder, cancellationToken))
                        made.Add(cast);
                    voted();
                }
            },
            cancellationToken)));
        return made;
    }
}
