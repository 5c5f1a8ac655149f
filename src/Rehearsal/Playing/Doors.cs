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
        person.Take(spares.TryDequeue(out Card? spare) ? spare : throw new InvalidOperationException("There are as many spares as lost cards."));
        await HandOutAsync(person.Card, door, "replaced", cancellationToken);
    }

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
