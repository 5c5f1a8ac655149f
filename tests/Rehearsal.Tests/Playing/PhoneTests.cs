using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rehearsal.Playing;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rehearsal.Tests.Playing;

/// <summary>What a phone sends: one attempt for one request, and another one for every other ballot.</summary>
public class PhoneTests
{
    private const string Origin = "service.example/troon";

    [Fact]
    public async Task A_ballot_that_changes_while_the_first_answer_was_lost_goes_out_as_another_attempt()
    {
        using var service = new Box(loseTheFirst: true);
        var made = await VoteAsync(service, new Voter(Approve("2")) { FirstThought = Approve("1") });

        Assert.Equal(2, made.Count);
        Assert.Equal(["approve 1", "approve 1", "approve 2"], service.Bodies.Select(body => Text(body, "ballot")));
        Assert.Equal(Text(service.Bodies[0], "attempt"), Text(service.Bodies[1], "attempt"));
        Assert.NotEqual(Text(service.Bodies[1], "attempt"), Text(service.Bodies[2], "attempt"));
        Assert.Equal([1, 1, 2], service.Bodies.Select(body => body["version"]!.GetValue<int>()));
    }

    [Fact]
    public async Task What_is_asked_for_again_is_the_same_request_to_the_last_byte()
    {
        using var service = new Box(loseTheFirst: false);
        await VoteAsync(service, new Voter(Approve("1")) { Repeat = Repeat.AfterReceipt });
        Assert.Equal(2, service.Bodies.Count);
        Assert.Single(service.Bodies.Select(body => body.ToJsonString()).Distinct());
    }

    [Fact]
    public async Task The_same_ballot_cast_by_two_people_has_two_attempts()
    {
        using var service = new Box(loseTheFirst: false);
        await VoteAsync(service, new Voter(Approve("1")));
        await VoteAsync(service, new Voter(Approve("1")));
        Assert.Equal(2, service.Bodies.Select(body => Text(body, "attempt")).Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<IReadOnlyList<CastMade>> VoteAsync(Box service, Voter voter)
    {
        using var caller = new Caller(service, new Uri("http://service.example"), TimeSpan.FromSeconds(5), null);
        var differences = new Differences();
        var phone = new Phone(caller, "troon", new BallotsSent(), new Latencies(), differences, TimeProvider.System);
        var made = await phone.VoteAsync(new Holder(voter, Card.Draw(Origin)), default);
        Assert.Empty(differences.Found);
        return made;
    }

    private static Ballot Approve(string project) => Ballot.Approve(project);

    private static string Text(JsonNode body, string member) => body[member]!.GetValue<string>();

    /// <summary>A service that takes every ballot: a receipt for each attempt, the same one whenever it is asked again.</summary>
    private sealed class Box(bool loseTheFirst) : HttpMessageHandler
    {
        private readonly Dictionary<string, string> _receipts = new(StringComparer.Ordinal);

        public List<JsonNode> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
            Bodies.Add(body);
            var index = _receipts.Count;
            var leaf = Digest.Sha256(Encoding.UTF8.GetBytes(body.ToJsonString())).ToString();
            var signature = Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 68)]);
            if (_receipts.TryAdd(Text(body, "attempt"), $"pbdd/1 receipt\n{Origin}\n{index} {leaf}\n\n— {Origin} {signature}\n") && loseTheFirst && index == 0)
                throw new HttpRequestException("The answer was lost.");
            Assert.True(Receipt.TryParse(_receipts[Text(body, "attempt")], out var receipt));
            return new HttpResponseMessage(HttpStatusCode.Created)
            {
                Content = JsonContent.Create(new { receipt = receipt!.Print(), index = receipt.Index, leafHash = receipt.LeafHash.ToString() }),
            };
        }
    }
}
