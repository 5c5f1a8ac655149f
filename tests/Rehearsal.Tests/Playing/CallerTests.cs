using System.Net;
using PbDecisionDay.Rehearsal.Playing;

namespace PbDecisionDay.Rehearsal.Tests.Playing;

public class CallerTests
{
    private static readonly Pairing Body = new("code", "day");

    [Fact]
    public async Task What_may_pass_is_asked_again_with_the_same_body()
    {
        using var service = new Answers(HttpStatusCode.ServiceUnavailable, null, HttpStatusCode.Created);
        using var caller = new Caller(service, new Uri("http://service.example"), TimeSpan.FromSeconds(5), new NoWaiting());

        Answer answer = await caller.PostAsync("/x", Body, Json.Default.Pairing, default);

        Assert.Equal((201, 3), (answer.Status, answer.Tries));
        Assert.Equal(2, caller.Retries);
        Assert.Equal(3, service.Bodies.Count);
        Assert.Single(service.Bodies.Distinct());
    }

    [Fact]
    public async Task A_refusal_is_not_asked_again()
    {
        using var service = new Answers(HttpStatusCode.Conflict);
        using var caller = new Caller(service, new Uri("http://service.example"), TimeSpan.FromSeconds(5), new NoWaiting());

        Assert.Equal((409, 1), (await caller.PostAsync("/x", Body, Json.Default.Pairing, default)) is var answer ? (answer.Status, answer.Tries) : default);
    }

    [Fact]
    public async Task A_service_that_stays_away_is_given_up()
    {
        using var service = new Answers([.. Enumerable.Repeat<HttpStatusCode?>(null, Caller.MostTries)]);
        using var caller = new Caller(service, new Uri("http://service.example"), TimeSpan.FromSeconds(5), new NoWaiting());

        var gone = await Assert.ThrowsAsync<UnusableException>(() => caller.GetAsync("/x", default));

        Assert.Contains("http://service.example/ does not answer", gone.Message, StringComparison.Ordinal);
        Assert.Equal(Caller.MostTries, service.Bodies.Count);
    }

    /// <summary>Answers in turn; null is a broken connection.</summary>
    private sealed class Answers(params HttpStatusCode?[] answers) : HttpMessageHandler
    {
        private readonly Queue<HttpStatusCode?> rest = new(answers);

        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "");
            return rest.Dequeue() is { } status ? new HttpResponseMessage(status) : throw new HttpRequestException("broken");
        }
    }

    /// <summary>A clock on which every wait is over at once.</summary>
    private sealed class NoWaiting : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
