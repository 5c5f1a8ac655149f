using System.Net;
using System.Text;
using PbDecisionDay.Ledger.Checkpoints;

namespace PbDecisionDay.Verifier.Following;

/// <summary>
/// Answers <c>POST /add-checkpoint</c> over HTTP, and <c>GET /</c> with the witness's verifier key. Nobody has to sign in: only the log can sign
/// what is countersigned. Bodies are bounded, and so is how many are read at a time.
/// </summary>
internal sealed class WitnessServer(HttpListener listener, WitnessDesk desk, string verifierKey, TimeProvider time)
{
    /// <summary>A proof of 63 hashes and a note of 64 lines fit.</summary>
    private const int MostBytes = 32 << 10;

    private const int MostAtOnce = 16;

    private static readonly TimeSpan ToRead = TimeSpan.FromSeconds(10);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Answers until it is cancelled.</summary>
    /// <exception cref="FormatException">What is kept does not hold together: nothing more may be signed.</exception>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        listener.Start();
        using CancellationTokenRegistration end = cancellation.Register(listener.Stop);
        using var broken = new CancellationTokenSource();
        Exception? reason = null;
        using CancellationTokenRegistration stop = broken.Token.Register(listener.Stop);
        var answering = new HashSet<Task>();
        while (await NextAsync() is { } request)
        {
            answering.RemoveWhere(task => task.IsCompleted);
            if (answering.Count >= MostAtOnce)
                answering.Remove(await Task.WhenAny(answering));
            answering.Add(AnswerAsync(request));
        }
        await Task.WhenAll(answering);
        if (reason is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(reason);

        async Task AnswerAsync(HttpListenerContext request)
        {
            try
            {
                await Task.Yield();
                WitnessAnswer answer = await OfAsync(request.Request, cancellation);
                await WriteAsync(request.Response, answer);
            }
            catch (Exception e) when (e is FormatException or UnauthorizedAccessException || e is IOException and not AwayException)
            {
                reason ??= e;
                await WriteAsync(request.Response, new(500, "text/plain", "The witness cannot sign.\n"));
                await broken.CancelAsync();
            }
            catch (Exception e) when (e is AwayException or OperationCanceledException)
            {
                request.Response.Abort();
            }
        }
    }

    private async Task<HttpListenerContext?> NextAsync()
    {
        try
        {
            return await listener.GetContextAsync();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            return listener.IsListening ? throw new IOException(e.Message, e) : null;
        }
    }

    private async Task<WitnessAnswer> OfAsync(HttpListenerRequest request, CancellationToken cancellation) =>
        (request.HttpMethod, request.Url?.AbsolutePath) switch
        {
            ("POST", $"/{AddCheckpoint.Path}") => await BodyAsync(request, cancellation) is { } body
                ? await desk.AnswerAsync(body, cancellation)
                : WitnessAnswer.Refusal(400, "The body is too long, or not UTF-8."),
            ("GET", "/") => new(200, "text/plain; charset=utf-8", verifierKey + "\n"),
            (_, "/" or $"/{AddCheckpoint.Path}") => WitnessAnswer.Refusal(405, $"GET / or POST /{AddCheckpoint.Path}."),
            _ => WitnessAnswer.Refusal(404, "There is nothing here."),
        };

    // Null for a body that is too long or not text.
    private async Task<string?> BodyAsync(HttpListenerRequest request, CancellationToken cancellation)
    {
        try
        {
            byte[] buffer = new byte[MostBytes + 1];
            int length = await request.InputStream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).AsTask().WaitAsync(ToRead, time, cancellation);
            return length > MostBytes ? null : Utf8.GetString(buffer, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or HttpListenerException or TimeoutException)
        {
            throw new AwayException(e);
        }
    }

    private static async Task WriteAsync(HttpListenerResponse response, WitnessAnswer answer)
    {
        try
        {
            byte[] body = Encoding.UTF8.GetBytes(answer.Body);
            response.StatusCode = answer.Status;
            response.ContentType = answer.Type;
            response.ContentLength64 = body.Length;
            await response.OutputStream.WriteAsync(body);
            response.Close();
        }
        catch (Exception e) when (e is IOException or HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Whoever asked is gone. What was signed is kept, and they ask again.
            response.Abort();
        }
    }

    /// <summary>Whoever asked is gone or too slow; nothing is wrong here.</summary>
    private sealed class AwayException(Exception inner) : IOException(inner.Message, inner);
}
