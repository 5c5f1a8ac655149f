using System.Threading.Channels;
using PbDecisionDay.Rehearsal.Checking;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>The hall of one day: doors in front of it, phones and kiosks inside, and those who are in and have not voted yet.</summary>
internal sealed class Hall : IDisposable
{
    private const int FewestDoors = 2, MostDoors = 8, PhonesADoor = 8, KioskCount = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Channel<Holder> admitted = Channel.CreateUnbounded<Holder>();
    private readonly Doors doors;
    private readonly Kiosks kiosks;
    private readonly Phones phones;

    private Hall(Doors doors, Kiosks kiosks, IEnumerable<Phone> phones, Caller network, BallotsSent sent, Latencies scans, Latencies casts)
    {
        (this.doors, this.kiosks, Network, Sent, Scans, Casts) = (doors, kiosks, network, sent, scans, casts);
        this.phones = new([.. phones], kiosks, doors);
    }

    /// <summary>What every phone in the hall shares: connections without a cookie or a token.</summary>
    public Caller Network { get; }

    /// <summary>How many voters have begun to send a ballot.</summary>
    public BallotsSent Sent { get; }

    /// <summary>How long doors waited.</summary>
    public Latencies Scans { get; }

    /// <summary>How long phones and kiosks waited for receipts.</summary>
    public Latencies Casts { get; }

    /// <summary>How many kiosks stand there.</summary>
    public int KiosksThere => kiosks.Count;

    /// <summary>How many requests were sent again.</summary>
    public long Retries => doors.Retries + kiosks.Retries + Network.Retries;

    /// <summary>Pairs the doors and the kiosks and hands out the phones.</summary>
    public static async Task<Hall> SetUpAsync(
        Options options, Organiser organiser, string day, CardBox cards, Differences differences, TimeProvider time, CancellationToken cancellationToken)
    {
        var (scans, casts, sent) = (new Latencies(), new Latencies(), new BallotsSent());
        var paired = new List<Door>();
        for (int number = 1; number <= Math.Clamp(options.Concurrency / PhonesADoor, FewestDoors, MostDoors); number++)
        {
            string code = await organiser.OfferAsync("door", $"Door {number}", cancellationToken);
            paired.Add(await Door.PairAsync(options.Site, day, code, Patience, scans, time, cancellationToken));
        }
        var kiosks = new List<Kiosk>();
        for (int number = 1; number <= KioskCount; number++)
            kiosks.Add(await Kiosk.PairAsync(
                options.Site, day, $"Kiosk {number}", await organiser.OfferAsync("kiosk", $"Kiosk {number}", cancellationToken), Voting, differences, Patience, time, cancellationToken));
        var network = new Caller(options.Site, Patience, options.Concurrency, token: null, time);
        return new(
            new Doors(paired, organiser, cards.Spares, differences), new Kiosks(kiosks), Enumerable.Range(0, options.Concurrency).Select(_ => Voting(network)), network, sent, scans, casts);

        Phone Voting(Caller caller) => new(caller, day, sent, casts, differences, time);
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
        kiosks.Dispose();
        Network.Dispose();
    }
}
