using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>
/// A device that speaks to the service: its own connections and cookies. What may pass (503, 429, a timeout, a broken
/// connection) is asked again with the very same body, up to <see cref="MostTries"/> times in all.
/// </summary>
internal sealed class Caller : IDisposable
{
    public const int MostTries = 12;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly HttpClient http;
    private readonly TimeProvider time;
    private long retries;

    /// <param name="site">The service's address.</param>
    /// <param name="patience">How long it waits for one answer.</param>
    /// <param name="connections">How many connections it may have.</param>
    /// <param name="token">A bearer token, or null.</param>
    /// <param name="time">Waits between tries.</param>
    public Caller(Uri site, TimeSpan patience, int connections, string? token = null, TimeProvider? time = null)
        : this(new SocketsHttpHandler { MaxConnectionsPerServer = connections, AllowAutoRedirect = false }, site, patience, time)
    {
        if (token is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    internal Caller(HttpMessageHandler handler, Uri site, TimeSpan patience, TimeProvider? time)
    {
        http = new HttpClient(handler) { BaseAddress = site, Timeout = patience };
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>How many requests were sent again.</summary>
    public long Retries => Interlocked.Read(ref retries);

    public Task<Answer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), MostTries, cancellationToken);

    /// <summary>Asks once, to learn whether anybody is there.</summary>
    public Task<Answer> TryGetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), mostTries: 1, cancellationToken);

    public Task<Answer> PostAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = Content(bytes) }, MostTries, cancellationToken);
    }

    /// <summary>Sends a request that has no body.</summary>
    public Task<Answer> PostAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path), MostTries, cancellationToken);

    /// <summary>Sends a page's form, with a file where one is given.</summary>
    public Task<Answer> PostFormAsync(
        string path, IReadOnlyList<(string Name, string Value)> fields, (string Name, byte[] Content)? file, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = Form(fields, file) }, MostTries, cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<Answer> SendAsync(Func<HttpRequestMessage> request, int mostTries, CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPause;
        for (int tries = 1; ; tries++)
        {
            try
            {
                using HttpRequestMessage message = request();
                using HttpResponseMessage response = await http.SendAsync(message, cancellationToken);
                var answer = new Answer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken), tries) { Location = response.Headers.Location?.ToString() };
                if (answer.Status is not (503 or 429) || tries >= mostTries)
                    return answer;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                if (tries >= mostTries)
                    throw new UnusableException($"The service at {http.BaseAddress} does not answer: {e.Message}");
            }
            Interlocked.Increment(ref retries);
            await Task.Delay(pause, time, cancellationToken);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    private static HttpContent Form(IReadOnlyList<(string Name, string Value)> fields, (string Name, byte[] Content)? file)
    {
        if (file is not { } picture)
            return new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var form = new MultipartFormDataContent();
        foreach ((string name, string value) in fields)
            form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(picture.Content), picture.Name, "picture");
        return form;
    }

    private static ByteArrayContent Content(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
