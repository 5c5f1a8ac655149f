using System.Collections.Immutable;
using System.Text;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Stalls;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Tests.Stalls;

/// <summary>What people offer stalls: counted from ten on, sealed, opened by name, erased in time.</summary>
public sealed class OffersTests
{
    private const string Anna = TownDay.Anna, Contact = "Isla, 01292 000000";

    [Fact]
    public async Task Numbers_are_told_in_steps_of_ten()
    {
        await using var silo = await PublishedAsync();
        for (var at = 0; at < 9; at++) await LeftAsync(silo, OfferKind.Come);
        for (var at = 0; at < 19; at++) await LeftAsync(silo, OfferKind.Help);
        Assert.Equal([new OfferCount("garden", OfferKind.Help, 10)], (await Of(silo).GetAsync(default)).Counts);
        silo.Time.Advance(TimeSpan.FromMinutes(1));
        var tenth = await LeftAsync(silo, OfferKind.Come);
        await LeftAsync(silo, OfferKind.Help);
        Assert.Equal([new OfferCount("garden", OfferKind.Come, 10), new OfferCount("garden", OfferKind.Help, 20)], (await Of(silo).GetAsync(default)).Counts);
        Assert.Equal(TakeBackResult.Erased, await Of(silo).TakeBackAsync(tenth.ToLowerInvariant().Replace('-', ' '), default));
        Assert.Equal([new OfferCount("garden", OfferKind.Help, 20)], (await Of(silo).GetAsync(default)).Counts);
        Assert.Equal(TakeBackResult.Unknown, await Of(silo).TakeBackAsync(tenth, default));
        Assert.Equal(TakeBackResult.Unknown, await Of(silo).TakeBackAsync("", default));
        await silo.RestartAsync();
        Assert.Equal([new OfferCount("garden", OfferKind.Help, 20)], (await Of(silo).GetAsync(default)).Counts);
    }

    [Fact]
    public async Task What_could_be_shared_is_kept_told_in_steps_of_ten_and_opened_with_the_offer()
    {
        await using var silo = await PublishedAsync();
        var share = new LeaveOffer("garden", OfferKind.Share, "", false) { Things = [SharedThing.Taxi, SharedThing.Class, SharedThing.Taxi, (SharedThing)9] };
        for (var at = 0; at < 10; at++) Assert.Equal(LeaveStatus.Left, (await Of(silo).LeaveAsync(at == 0 ? share with { Things = [SharedThing.Class] } : share, default)).Status);
        // Beside another kind it says nothing.
        Assert.Equal(LeaveStatus.Left, (await Of(silo).LeaveAsync(share with { Kind = OfferKind.Come }, default)).Status);
        await silo.RestartAsync();
        var told = await Of(silo).GetAsync(default);
        Assert.Equal([new SharedCount("garden", SharedThing.Class, 10)], told.Shared);
        Assert.Equal([new OfferCount("garden", OfferKind.Share, 10)], told.Counts);
        var opened = await Of(silo).OpenAsync("garden", Anna, default);
        Assert.Equal([[], .. Enumerable.Repeat<SharedThing[]>([SharedThing.Class], 1), .. Enumerable.Repeat<SharedThing[]>([SharedThing.Class, SharedThing.Taxi], 9)],
            opened.Select(offer => offer.Things.ToArray()).OrderBy(things => things.Length));
    }

    [Theory]
    [InlineData("share")] // as the first version wrote it
    [InlineData("share class other")]
    public void What_a_row_says_is_read_as_it_was_written(string words)
    {
        var (kind, things) = OfferWords.Read(words);
        Assert.Equal(words, OfferWords.Of(kind, things));
        Assert.Throws<InvalidDataException>(() => OfferWords.Read($"{words} moon"));
    }

    [Fact]
    public async Task A_stalls_offers_are_opened_for_it_alone_and_who_opened_them_is_written_down_first()
    {
        await using var silo = await PublishedAsync();
        await LeftAsync(silo, OfferKind.Share, Contact);
        await LeftAsync(silo, OfferKind.Come);
        Assert.Equal(LeaveStatus.Left, (await Of(silo).LeaveAsync(new LeaveOffer("football", OfferKind.Help, "Somebody else", true), default)).Status);
        await silo.RestartAsync();
        Assert.Equal([(OfferKind.Come, ""), (OfferKind.Share, Contact)], (await Of(silo).OpenAsync("garden", Anna, default)).Select(offer => (offer.Kind, offer.Contact)));
        Assert.Equal([new OffersOpening("garden", Anna, silo.Time.GetUtcNow())], await Of(silo).ListOpeningsAsync(default));
        Assert.Empty(await Of(silo).OpenAsync("pool", Anna, default));

        silo.Journal.FailNext();
        await Assert.ThrowsAnyAsync<Exception>(() => Of(silo).OpenAsync("garden", Anna, default));
    }

    [Fact]
    public async Task No_contact_stands_in_clear_in_any_file_and_the_stream_holds_no_offer()
    {
        await using var silo = await PublishedAsync();
        await LeftAsync(silo, OfferKind.Help, Contact);
        await Of(silo).OpenAsync("garden", Anna, default);
        foreach (var file in Directory.GetFiles(silo.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[open.Length];
            await open.ReadExactlyAsync(bytes);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("01292 000000")));
        }
        var kinds = new List<string>();
        await foreach (var recorded in silo.Journal.ReadAsync($"offers/{silo.Day}", 0, default)) kinds.Add(recorded.Kind);
        Assert.Equal(["offers-opened"], kinds);
    }

    [Theory]
    [InlineData("pool", "", false, LeaveStatus.Closed)]
    [InlineData("garden", Contact, false, LeaveStatus.NoConsent)]
    [InlineData("garden", "two\nlines", true, LeaveStatus.WrongContact)]
    [InlineData("garden", "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890", true, LeaveStatus.WrongContact)]
    public async Task What_is_refused_is_not_kept(string stall, string contact, bool consent, LeaveStatus status)
    {
        await using var silo = await PublishedAsync();
        Assert.Equal(new LeftOffer(status, ""), await Of(silo).LeaveAsync(new LeaveOffer(stall, OfferKind.Come, contact, consent), default));
        Assert.Empty(await Of(silo).OpenAsync("garden", Anna, default));
    }

    [Fact]
    public async Task Who_floods_one_stall_keeps_nobody_from_another_or_from_taking_theirs_back()
    {
        await using var silo = await PublishedAsync();
        var code = await LeftAsync(silo, OfferKind.Come);
        var wrong = new LeaveOffer("garden", OfferKind.Come, "two\nlines", true);
        for (var at = 0; at < IOffersGrain.MostInMinute + 1; at++) Assert.Equal(LeaveStatus.WrongContact, (await Of(silo).LeaveAsync(wrong, default)).Status);
        for (var at = 1; at < IOffersGrain.MostOfStallInMinute; at++) await LeftAsync(silo, OfferKind.Come);
        Assert.Equal(LeaveStatus.Wait, (await Of(silo).LeaveAsync(new LeaveOffer("garden", OfferKind.Come, "", false), default)).Status);
        Assert.Equal(LeaveStatus.Left, (await Of(silo).LeaveAsync(new LeaveOffer("football", OfferKind.Come, "", false), default)).Status);
        for (var at = 0; at < IOffersGrain.MostCodesInMinute - 1; at++) Assert.Equal(TakeBackResult.Unknown, await Of(silo).TakeBackAsync("0000-0000-0000", default));
        Assert.Equal(TakeBackResult.Erased, await Of(silo).TakeBackAsync(code, default));
        Assert.Equal(TakeBackResult.Wait, await Of(silo).TakeBackAsync(code, default));
        silo.Time.Advance(TimeSpan.FromMinutes(1));
        await LeftAsync(silo, OfferKind.Come);
    }

    [Theory]
    [InlineData("9999-12-31", "9999-12-31")]
    [InlineData("9999-11-01", "9999-12-31")]
    [InlineData("9999-10-31", "9999-12-30")]
    [InlineData("2026-05-30", "2026-07-29")]
    public void A_day_of_any_date_has_an_end(string date, string ends)
    {
        var at = new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);
        var day = new DayView(
            "west", "https://pb.example", "pb.example/west", false, DayPhase.Published, TownDay.Settings with { Date = date }, [], "", "", "", "", [],
            [new StepView(DayPhase.Published, at, "A", "", "")], "", "", PbDecisionDay.Contracts.Ballots.MixStage.None, "");
        Assert.Equal(ends, OffersDecision.EndsOn(day));
    }

    [Fact]
    public async Task A_draft_takes_none_and_sixty_days_after_the_day_all_of_it_is_erased()
    {
        await using var silo = await TestSilo.StartAsync();
        var day = new TownDay(silo);
        await day.DraftAsync();
        Assert.Equal(new LeftOffer(LeaveStatus.Closed, ""), await Of(silo).LeaveAsync(new LeaveOffer("garden", OfferKind.Come, "", false), default));
        Assert.Equal("", (await Of(silo).GetAsync(default)).EndsOn);
        TownDay.Done(await day.StepAsync(DayPhase.Published));
        var code = await LeftAsync(silo, OfferKind.Help, Contact);
        Assert.Equal((true, "2026-07-29"), ((await Of(silo).GetAsync(default)).Takes, (await Of(silo).GetAsync(default)).EndsOn));
        silo.Time.Advance(TimeSpan.FromDays(60));
        Assert.False(await Of(silo).EndAsync(default));
        Assert.Single(await Of(silo).OpenAsync("garden", Anna, default));
        silo.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await Of(silo).OpenAsync("garden", Anna, default));
        Assert.True(await Of(silo).EndAsync(default));
        Assert.Equal(TakeBackResult.Unknown, await Of(silo).TakeBackAsync(code, default));
        Assert.Equal(LeaveStatus.Closed, (await Of(silo).LeaveAsync(new LeaveOffer("garden", OfferKind.Come, "", false), default)).Status);
        Assert.Null(await silo.Keys.ReadContactsKeyAsync(silo.Day, default));
        // Who opened them stays written down.
        Assert.Single(await Of(silo).ListOpeningsAsync(default));
    }

    [Fact]
    public async Task The_service_erases_them_by_itself_also_beside_a_day_that_cannot_be_read()
    {
        await using var silo = await TestSilo.StartAsync();
        var organisation = silo.Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        Assert.True(await organisation.EnterDayAsync(silo.Day, Anna, default));
        // The newest day is asked first.
        silo.DamagedOnPurpose = true;
        Assert.True(await organisation.EnterDayAsync("broken", Anna, default));
        await silo.Journal.AppendAsync("day/broken", 0, [new JournalEvent("nobody-knows", "{}"u8.ToArray())], [], default);
        await new TownDay(silo).PublishedAsync();
        await LeftAsync(silo, OfferKind.Help, Contact);
        Assert.NotNull(await silo.Keys.ReadContactsKeyAsync(silo.Day, default));
        Assert.NotEmpty(await silo.Offers.ReadAsync(silo.Day, default));

        // On the last day all of it is kept, however often the service asks.
        for (var day = 0; day < 60; day++) silo.Time.Advance(TimeSpan.FromDays(1));
        Assert.Single(await Of(silo).OpenAsync("garden", Anna, default));

        await Eventually.HoldsAsync(async () =>
        {
            silo.Time.Advance(TimeSpan.FromHours(1));
            return (await silo.Offers.ReadAsync(silo.Day, default)).Count == 0;
        });
        // The key goes before the rows.
        Assert.Null(await silo.Keys.ReadContactsKeyAsync(silo.Day, default));
    }

    [Fact]
    public async Task Archiving_erases_them_at_once()
    {
        await using var silo = await TestSilo.StartAsync();
        var day = new TownDay(silo);
        await day.OpenAsync();
        await LeftAsync(silo, OfferKind.Help, Contact);
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared, DayPhase.Ratified, DayPhase.Archived }) TownDay.Done(await day.StepAsync(phase));
        Assert.Null(await silo.Keys.ReadContactsKeyAsync(silo.Day, default));
        Assert.False((await Of(silo).GetAsync(default)).Takes);
    }

    [Fact]
    public void Its_event_keeps_its_name_and_its_json()
    {
        EventJson.IsFrozen(OffersEventNames.All, new OffersOpened("garden", "A", new(2026, 5, 30, 9, 0, 0, TimeSpan.Zero)), "offers-opened",
            """{"stall":"garden","by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        Assert.Single(OffersEventNames.All.All);
    }

    [Fact]
    public void A_contact_opens_under_its_own_key_and_code_alone_and_all_are_of_one_length()
    {
        var seal = new ContactSeal([.. Enumerable.Range(0, 32).Select(number => (byte)number)]);
        byte[] hash = [1, 2, 3], other = [1, 2, 4];
        var closed = seal.Close(hash, "Iñaki 🌳");
        Assert.Equal("Iñaki 🌳", seal.Open(hash, closed));
        Assert.Equal(closed.Length, seal.Close(hash, "").Length);
        Assert.Equal("", seal.Open(hash, seal.Close(hash, "")));
        Assert.Throws<InvalidDataException>(() => seal.Open(other, closed));
        Assert.Throws<InvalidDataException>(() => new ContactSeal(new byte[32]).Open(hash, closed));
        closed[20] ^= 1;
        Assert.Throws<InvalidDataException>(() => seal.Open(hash, closed));
        Assert.Throws<InvalidDataException>(() => seal.Open(hash, []));
    }

    private static async Task<TestSilo> PublishedAsync()
    {
        var silo = await TestSilo.StartAsync();
        await new TownDay(silo).PublishedAsync();
        return silo;
    }

    private static async Task<string> LeftAsync(TestSilo silo, OfferKind kind, string contact = "")
    {
        var left = await Of(silo).LeaveAsync(new LeaveOffer("garden", kind, contact, contact.Length > 0), default);
        Assert.Equal(LeaveStatus.Left, left.Status);
        Assert.Matches("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$", left.Code);
        return left.Code;
    }

    private static IOffersGrain Of(TestSilo silo) => silo.Grains.GetGrain<IOffersGrain>(silo.Day);
}
