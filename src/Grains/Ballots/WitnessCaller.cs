using System.Net.Http.Headers;
using System.Text;
using PbDecisionDay.Ledger.Checkpoints;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>What a witness answered.</summary>
/// <param name="Status">The HTTP status; 0 where nobody answered in time, or not as a witness does.</param>
/// <param name="Type">The body's type.</param>
/// <param name="Body">The body; at most <see cref="WitnessCaller.MostBytes"/>.</param>
internal readonly record struct WitnessReply(int Status, string Type, string Body);

/// <summary>Asks witnesses over HTTP to countersign. Follows no redirect, keeps no cookie, and reads a few kilobytes at most.</summary>
public sealed class WitnessCaller : IDisposable
{
    /// <summary>The most that is read of an answer: a signature line has some 200 bytes, and a witness may send several.</summary>
    public const int MostBytes = 4096;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxResponseHeadersLength = 4,
        // A laptop that changed its address is found again.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <summary>Posts a checkpoint.</summary>
    /// <param name="address">The witness's address, with or without a last slash.</param>
    /// <param name="body">What <see cref="AddCheckpoint.Print"/> gives.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal async Task<WitnessReply> AskAsync(string address, string body, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.ContentType = new MediaTypeHeaderValue("text/plain") { CharSet = "utf-8" };
            using var answer = await _http.PostAsync(new Uri($"{address.TrimEnd('/')}/{AddCheckpoint.Path}"), content, cancellationToken);
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            return new WitnessReply((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", Encoding.UTF8.GetString(bytes));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || e is TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return default;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
