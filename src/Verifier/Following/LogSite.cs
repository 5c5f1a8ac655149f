using System.Net;
using System.Text.RegularExpressions;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Verifier.Following;

/// <summary>A log's files as its site serves them, in the layout of C2SP tlog-tiles.</summary>
internal sealed partial class LogSite(HttpClient http, LogAddress address)
{
    private const int MostBytes = 32 << 20;

    /// <summary>Where the log stands.</summary>
    public LogAddress Address => address;

    /// <summary>The last signed checkpoint, as text that nobody has checked. Not out of a cache.</summary>
    /// <exception cref="HttpRequestException">It could not be had.</exception>
    public async Task<string> CheckpointAsync(CancellationToken cancellation) =>
        System.Text.Encoding.UTF8.GetString(await ReadAsync(new Uri(address.Log, "checkpoint"), fresh: true, cancellation));

    /// <summary>A tile's bytes.</summary>
    /// <exception cref="HttpRequestException">It could not be had.</exception>
    public Task<byte[]> TileAsync(Tile tile, CancellationToken cancellation) => ReadAsync(new Uri(address.Log, tile.Path), fresh: false, cancellation);

    /// <summary>
    /// The log's name and key as the day's own page shows them, or null: good for a first look, before the opening too, and to be compared with the key
    /// printed on the cards. The name ends in the day, or in the day and the log.
    /// </summary>
    /// <exception cref="HttpRequestException">The page could not be had.</exception>
    public async Task<(string Name, LogPublicKey Key)?> ShownKeyAsync(CancellationToken cancellation)
    {
        string page = WebUtility.HtmlDecode(System.Text.Encoding.UTF8.GetString(await ReadAsync(address.Page, fresh: true, cancellation)));
        foreach (Match match in KeyForm().Matches(page))
            if (LogPublicKey.TryParseVerifierKey(match.Value, out string? name, out LogPublicKey? key) && name.EndsWith(address.NameEnd, StringComparison.Ordinal))
                return (name, key);
        return null;
    }

    private async Task<byte[]> ReadAsync(Uri from, bool fresh, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, from);
        request.Headers.CacheControl = fresh ? new() { NoCache = true } : null;
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{from} answers {(int)response.StatusCode}", null, response.StatusCode);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        using var read = new MemoryStream();
        byte[] buffer = new byte[81920];
        for (int count; (count = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            read.Write(buffer, 0, count);
            if (read.Length > MostBytes)
                throw new HttpRequestException($"{from} answers with more than {MostBytes} bytes");
        }
        return read.ToArray();
    }

    [GeneratedRegex(@"[a-z0-9._:/-]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*", RegexOptions.ExplicitCapture)]
    private static partial Regex KeyForm();
}
