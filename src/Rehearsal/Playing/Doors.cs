using System.Collections.Concurrent;
using PbDecisionDay.Rehearsal.Checking;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>All doors of the day, each with one volunteer who scans one card at a time.</summary>
internal sealed class Doors(IReadOnlyList<Door> doors, Organiser organiser, ConcurrentQueue<Card> spares, Differences differences) : IDisposable
{
    public int Count => doors.Count;

    public long Retries => doors.Sum(door => door.Retries);

    /// <summary>Checks people in, at all doors at once.</summary>
    /// <param name="people">Those who wait.</param>
    /// <param name="admitted">Told of each who is in.</param>
    public async Task AdmitAsync(IEnumerable<Holder> people, Action<Holder> admitted, CancellationToken cancellationToken)
    {
        var queue = new ConcurrentQueue<Holder>(people);
        await Task.WhenAll(doors.Select((door, place) => Task.Run(
            async () =>
            {
                while (queue.TryDequeue(out Holder? next))
                {
                    await AdmitAsync(next, door, doors[(place + 1) % doors.Count], cancellationToken);
                    admitted(next);
                }
            },
            cancellationToken)));
    }

    /// <summary>Takes a card in that a challenge left no vote, once, and hands out another one for it.</summary>
    public async Task ExchangeAsync(Holder person, CancellationToken cancellationToken)
    {
        if (await doors[0].ExchangeAsync(person.Card, cancellationToken) is { IsFirst: false } first)
            differences.Add($"A card to be exchanged was answered '{first.Status}' and not 'exchanged'.");
        if (await doors[0].ExchangeAsync(person.Card, cancellationToken) is { Status: not "already-exchanged" } second)
            differences.Add($"A card that was exchanged was answered '{second.Status}' and not 'already-exchanged'.");
        person.Exchange(TakeSpare());
        await HandOutAsync(person.Card, doors[0], "replaced", cancellationToken);
        Expect("ended", await doors[^1].ScanAsync(person.TakenIn!, cancellationToken), "A scan of a card that was taken in");
    }

    public void Dispose()
    {
        foreach (Door door in doors)
            door.Dispose();
    }

    private async Task AdmitAsync(Holder person, Door door, Door neighbour, CancellationToken cancellationToken)
    {
        await HandOutAsync(person.Card, door, "issued", cancellationToken);
        if (person.Voter.IsScannedTwice)
            Expect("already-issued", await neighbour.ScanAsync(person.Card, cancellationToken), "A second scan of a card");
        if (!person.Voter.LosesCard)
            return;
        await organiser.VoidAsync(person.Card, cancellationToken);
        Expect("ended", await neighbour.ScanAsync(person.Card, cancellationToken), "A scan of a lost card");
        person.Take(TakeSpare());
        await HandOutAsync(person.Card, door, "replaced", cancellationToken);
    }

    private Card TakeSpare() => spares.TryDequeue(out Card? spare) ? spare : throw new InvalidOperationException("There are as many spares as cards that are lost or taken in.");

    private async Task HandOutAsync(Card card, Door door, string expected, CancellationToken cancellationToken)
    {
        Scan scan = await door.ScanAsync(card, cancellationToken);
        if (!scan.HandsOut(expected))
            differences.Add($"The first scan of a card was answered '{scan.Status}' and not '{expected}'.");
    }

    private void Expect(string status, Scan scan, string what)
    {
        if (scan.Status != status)
            differences.Add($"{what} was answered '{scan.Status}' and not '{status}'.");
    }
}
