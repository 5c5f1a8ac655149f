using System.Security.Cryptography;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Stalls;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Tests.Stalls;

/// <summary>The key to contacts stands in the key folder; where an earlier version put it, it is fetched from.</summary>
public sealed class ContactsKeyTests
{
    private const string Contact = "Isla, 01292 000000";

    [Fact]
    public async Task A_key_of_an_earlier_version_moves_into_the_key_folder_and_what_it_sealed_opens_still()
    {
        await using var silo = await PublishedAsync();
        var (place, key, hash) = ($"{silo.Day}#offers", RandomNumberGenerator.GetBytes(ContactSeal.KeyBytes), RandomNumberGenerator.GetBytes(32));
        await silo.Files.WriteAsync(place, "key", new MemoryStream(key), default);
        await silo.Offers.AddAsync(silo.Day, new OfferRow(hash, "garden", "share", new ContactSeal(key).Close(hash, Contact)), default);

        await silo.RestartAsync();
        var opened = Assert.Single(await Of(silo).OpenAsync("garden", TownDay.Anna, default));
        Assert.Equal((OfferKind.Share, Contact, 0), (opened.Kind, opened.Contact, opened.Things.Length));
        Assert.Equal(key, (await silo.Keys.ReadContactsKeyAsync(silo.Day, default))!.Value.ToArray());
        Assert.Empty(await silo.Files.ListAsync(place, default));
        Assert.Equal(LeaveStatus.Left, (await Of(silo).LeaveAsync(new LeaveOffer("garden", OfferKind.Help, "Rab", true), default)).Status);
        await silo.RestartAsync();
        Assert.Equal(["Rab", Contact], (await Of(silo).OpenAsync("garden", TownDay.Anna, default)).Select(offer => offer.Contact));
    }

    [Fact]
    public async Task The_databases_hold_no_key_and_without_the_key_folder_nothing_opens_and_no_other_key_is_made()
    {
        await using var silo = await PublishedAsync();
        Assert.Equal(LeaveStatus.Left, (await Of(silo).LeaveAsync(new LeaveOffer("garden", OfferKind.Help, Contact, true), default)).Status);
        Assert.Empty(await silo.Files.ListAsync($"{silo.Day}#offers", default));
        await silo.Keys.DestroyContactsKeyAsync(silo.Day, default);
        await Assert.ThrowsAsync<KeyUnavailableException>(() => Of(silo).OpenAsync("garden", TownDay.Anna, default));
        await Assert.ThrowsAsync<KeyUnavailableException>(() => Of(silo).LeaveAsync(new LeaveOffer("garden", OfferKind.Help, "Rab", true), default));
        Assert.Null(await silo.Keys.ReadContactsKeyAsync(silo.Day, default));
        Assert.True((await Of(silo).GetAsync(default)).Takes); // the stall's page is shown all the same
    }

    private static async Task<TestSilo> PublishedAsync()
    {
        var silo = await TestSilo.StartAsync();
        await new TownDay(silo).PublishedAsync();
        return silo;
    }

    private static IOffersGrain Of(TestSilo silo) => silo.Grains.GetGrain<IOffersGrain>(silo.Day);
}
