using System.Threading.Channels;
using PbDecisionDay.Rehearsal.Checking;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>The hall of one day: doors in front of it, phones inside, and those who are in and have not voted yet.</summary>
internal sealed class Hall : IDisposable
{
    private const int FewestDoors = 2, MostDoors = 8, PhonesADoor = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Channel<Holder> admitted = Channel.CreateUnbounded<Holder>();
    private readonly Doors doors;
    private readonly Phones phones;

    private Hall(Doors doors, Caller network, Latencies scans, string day, int concurrency, Differences differences, TimeProvider time)
    {
        (this.doors, Network, Scans) = (doors, network, scans);
        phones = new([.. Enumerable.Range(0, concurrency).Select(_ => new Phone(network, day, Sent, Casts, differences, time))]);
    }

    /// <summary>What every phone in the hall shares: connections without a cookie or a token.</summary>
    public Caller Network { get; }

    /// <summary>How many voters have begun to send a ballot.</summary>
    public BallotsSent Sent { get; } = new();

    /// <summary>How long doors waited.</summary>
    public Latencies Scans { get; }

    /// <summary>How long phones waited for receipts.</summary>
    public Latencies Casts { get; } = new();

    /// <summary>How many requests were sent again.</summary>
    public long Retries => doors.Retries + Network.Retries;

    /// <summary>Pairs the doors and hands out the phones.</summary>
    public static async Task<Hall> SetUpAsync(
        Options options, Organiser organiser, string day, CardBox cards, Differences differences, TimeProvider time, CancellationToken cancellationToken)
    {
        var scans = new Latencies();
        var paired = new List<Door>();
        for (int number = 1; number <= Math.Clamp(options.Concurrency / PhonesADoor, FewestDoors, MostDoors); number++)
        {
            string code = await organiser.OfferDoorAsync($"Door {number}", cancellationToken);
            paired.Add(await Door.PairAsync(options.Site, day, code, Patience, scans, time, cancellationToken));
        }
        var network = new Caller(options.Site, Patience, options.Concurrency, token: null, time);
        return new(new Doors(paired, organiser, cards.Spares, differences), network, scans, day, options.Concurrency, differences, time);
    }

    /// <summary>Checks people in.</summary>
    /// <param name="people">Those who wait at the doors.</param>
    /// <param name="step">Told of each who is in.</param>
    public async Task<int> AdmitAsync(IEnumerable<Holder> people, Action step, CancellationToken cancellationToken)
    {
        await doors.AdmitAsync(
            people,
            person =>
            {
                admitted.Writer.TryWrite(person);
                step();
            },
            cancellationToken);
        return doors.Count;
    }

    /// <summary>Somebody tries to vote before the day opens.</summary>
    public Task TryTooEarlyAsync(Holder person, CancellationToken cancellationToken) => phones.TryTooEarlyAsync(person, cancellationToken);

    /// <summary>Lets everyone vote who is in, while the last come through the doors.</summary>
    /// <param name="late">Those who come last.</param>
    /// <param name="step">Told of each who has voted.</param>
    /// <returns>Every cast for which there is a receipt.</returns>
    public async Task<IReadOnlyCollection<CastMade>> VoteAsync(IEnumerable<Holder> late, Action step, CancellationToken cancellationToken)
    {
        Task<IReadOnlyCollection<CastMade>> votes = phones.VoteAsync(admitted.Reader, step, cancellationToken);
        await AdmitAsync(late, () => { }, cancellationToken);
        admitted.Writer.Complete();
        return await votes;
    }

    /// <summary>Lets people cast on while the day closes.</summary>
    /// <returns>Every cast for which there is a receipt.</returns>
    public Task<IReadOnlyCollection<CastMade>> CastOnAsync(IEnumerable<Holder> people, CancellationToken cancellationToken) =>
        phones.CastOnAsync(people, cancellationToken);

    public void Dispose()
    {
        doors.Dispose();
        Network.Dispose();
    }
}
