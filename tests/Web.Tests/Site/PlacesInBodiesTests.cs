using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>A refusal names the place in the body, in the member <c>at</c>, whoever reads the body.</summary>
public sealed class PlacesInBodiesTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData("/api/days", """{"day":5}""", "$.day")]
    [InlineData("/api/days", """{"pots":[{"id":"main","amount":"5"}]}""", "$.pots[0].amount")]
    [InlineData("/api/days", """{"weather":"red"}""", "$.weather")]
    [InlineData("/api/days", "null", "$")]
    [InlineData("/api/days/places/voids", """{"card":"a","reason":[]}""", "$.reason")]
    [InlineData("/api/days/places/cards", """{"card":5}""", "$.card")]
    public async Task What_cannot_be_read_is_refused_by_its_place(string path, string body, string place)
    {
        using var answer = await SendAsync(path, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal("/problems/malformed", problem["type"]!.GetValue<string>());
        Assert.Equal(place, problem["at"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_person_who_cannot_be_added_is_named_by_the_place_in_the_list()
    {
        const string lines = """{"lines":[{"name":"Isla"},{"name":""}]}""";
        using var answer = await SendAsync("/api/days/people/register", lines, "register");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal("/problems/register-invalid", problem["type"]!.GetValue<string>());
        Assert.Equal("$.lines[1]", problem["at"]!.GetValue<string>());
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string body, string checkIn = "cards-only")
    {
        var client = site.Client();
        var grains = site.Services.GetRequiredService<IGrainFactory>();
        var organisation = grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        var token = await organisation.IssueRehearsalTokenAsync("player", default);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (path.Split('/') is [_, _, _, var day, ..])
        {
            var document = (await client.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
            var example = document["components"]!["schemas"]!["CreateDayRequest"]!["examples"]![0]!;
            (example["day"], example["checkIn"]) = (day, checkIn);
            using var made = await client.PostAsJsonAsync("/api/days", example);
            // It is there already where another of these tests made it.
            Assert.True(made.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, $"{made.StatusCode}");
        }
        return await client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
    }
}
