using System.Threading.Channels;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>All kiosks in the hall: whoever wants one waits until one is free.</summary>
internal sealed class Kiosks : IDisposable
{
    private readonly Channel<Kiosk> free = Channel.CreateUnbounded<Kiosk>();
    private readonly IReadOnlyList<Kiosk> all;

    public Kiosks(IReadOnlyList<Kiosk> all)
    {
        this.all = all;
        foreach (Kiosk kiosk in all)
            free.Writer.TryWrite(kiosk);
    }

    public int Count => all.Count;

    public long Retries => all.Sum(kiosk => kiosk.Retries);

    /// <summary>Lets a voter vote at the next free one.</summary>
    /// <returns>Every cast for which there is a receipt.</returns>
    public async Task<IReadOnlyList<CastMade>> VoteAsync(Holder holder, CancellationToken cancellationToken)
    {
        Kiosk kiosk = await free.Reader.ReadAsync(cancellationToken);
        try
        {
            return await kiosk.VoteAsync(holder, cancellationToken);
        }
        finally
        {
            free.Writer.TryWrite(kiosk);
        }
    }

    public void Dispose()
    {
        foreach (Kiosk kiosk in all)
            kiosk.Dispose();
    }
}
