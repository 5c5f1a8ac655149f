using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>Whatever fails a call to a grain so that its outcome is unknown, people and programs are told to ask again.</summary>
public sealed class OutcomeUnknownTests(FailingSite site) : IClassFixture<FailingSite>
{
    private static readonly Dictionary<string, Func<Exception>> Failures = new(StringComparer.Ordinal)
    {
        ["journal"] = () => new JournalUnavailableException("The disk is full."),
        ["register"] = () => new RegisterUnavailableException("The disk is full."),
        ["conflict"] = () => new VersionConflictException("box/a/main", 3),
        ["key"] = () => new KeyUnavailableException("The key is missing."),
        ["log"] = () => new LogRefusedException("The log is shorter than it was."),
        ["time"] = () => new TimeoutException(),
        ["silo"] = () => Engine<SiloUnavailableException>(),
        ["rejection"] = () => Engine<OrleansMessageRejectionException>(),
        ["connection"] = () => Engine<ConnectionFailedException>(),
        ["gateway"] = () => Engine<GatewayTooBusyException>(),
    };

    public static TheoryData<string> Causes => [.. Failures.Keys];

    [Theory]
    [MemberData(nameof(Causes))]
    public async Task A_call_whose_outcome_is_unknown_is_answered_by_ask_again(string cause)
    {
        using var answer = await AskAsync(Failures[cause]());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("/problems/try-again", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_bug_is_no_unknown_outcome()
    {
        using var answer = await AskAsync(new InvalidOperationException("A bug."));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("/problems/failed", problem.GetProperty("type").GetString());
        Assert.Equal("Chaidh rudeigin ceàrr an seo.", problem.GetProperty("title").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    private async Task<HttpResponseMessage> AskAsync(Exception failure)
    {
        // Not held against the description, which promises no fault of ours.
        var client = new HttpClient { BaseAddress = site.Client().BaseAddress };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("gd");
        Assert.True(await site.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).EnterDayAsync("somewhere", "organiser-a", default));
        site.Calls.Failure = failure;
        return await client.GetAsync("/api/days/somewhere");
    }

    private static Exception Engine<T>() where T : Exception => (Exception)Activator.CreateInstance(
        typeof(T), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, ["The machine is gone."], null)!;
}

/// <summary>A running site whose calls to days fail as the test says.</summary>
public sealed class FailingSite : RunningSite
{
    public FailingCalls Calls { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IOutgoingGrainCallFilter>(Calls));
    }
}

/// <summary>Fails calls to days before they leave.</summary>
public sealed class FailingCalls : IOutgoingGrainCallFilter
{
    public Exception? Failure { get; set; }

    public Task Invoke(IOutgoingGrainCallContext context) =>
        Failure is { } failure && context.InterfaceMethod?.DeclaringType == typeof(IDecisionDayGrain) ? Task.FromException(failure) : context.Invoke();
}
