using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>A witness on a port of this machine that signs what continues what it signed, unless a test has it answer something else.</summary>
internal sealed class FakeWitness : IAsyncDisposable
{
    private const string Name = "witness.example/anna";

    private readonly HttpListener listener = new();
    private readonly LogKey key = LogKey.Generate();
    private readonly Task serving;

    public FakeWitness()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        serving = ServeAsync();
    }

    public string Address { get; }

    public NamedWitness Named => new(key.Public.VerifierKey(Name), Address);

    /// <summary>The checkpoint that it signed last.</summary>
    public Checkpoint? Last { get; set; }

    /// <summary>Every request, as it came.</summary>
    public ConcurrentQueue<AddCheckpoint> Asked { get; } = new();

    /// <summary>What it answers in place of the truth: a status, headers and a body; <c>null</c> for the truth.</summary>
    public Func<AddCheckpoint, (int Status, string Header, string Body)?> Instead { get; set; } = _ => null;

    /// <summary>Its line under a note.</summary>
    public string Line(string text) => key.SignNote(Name, text).Line + "\n";

    /// <summary>Whether it signed a note.</summary>
    public bool Signed(SignedNote note) => note.IsSignedBy(Name, key.Public);

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        key.Dispose();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                var text = await reader.ReadToEndAsync();
                // What was on its way when it stopped is cut off.
                if (!listener.IsListening) return;
                Assert.True(AddCheckpoint.TryParse(text, out var asked));
                Assert.Equal("/add-checkpoint", context.Request.Url!.AbsolutePath);
                Asked.Enqueue(asked);
                var (status, header, body) = Instead(asked) ?? Truth(asked);
                context.Response.StatusCode = status;
                if (status == 302) context.Response.RedirectLocation = header;
                else context.Response.ContentType = header;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The test is over, or whoever asked did not wait.
            }
        }
    }

    private (int Status, string Header, string Body) Truth(AddCheckpoint asked)
    {
        var size = Last?.Size ?? 0;
        if (asked.Old != size) return (409, AddCheckpoint.SizeType, string.Create(CultureInfo.InvariantCulture, $"{size}\n"));
        if (!MerkleTree.VerifyConsistency(size, asked.Checkpoint.Size, Last?.Root ?? MerkleTree.EmptyRoot, asked.Checkpoint.Root, asked.Proof)) return (422, "text/plain", "");
        Last = asked.Checkpoint;
        return (200, "text/plain", Line(asked.Note.Text));
    }
}
