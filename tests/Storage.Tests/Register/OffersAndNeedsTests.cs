using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Storage.Register;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Register;

/// <summary>What people leave at stalls: rows that can be erased, in an order that tells nothing.</summary>
public sealed class OffersAndNeedsTests
{
    [Fact]
    public async Task A_closed_file_does_not_tell_in_which_order_offers_came()
    {
        var numbers = Enumerable.Range(0, 200).ToArray();
        var ascending = await OrderInFileAsync(numbers);
        Assert.Equal(ascending, await OrderInFileAsync([.. numbers.Reverse()]));
        Assert.Equal(ascending, await OrderInFileAsync([.. numbers.OrderBy(number => number * 7919 % 2003)]));
    }

    [Fact]
    public async Task What_was_erased_is_in_no_file_and_another_days_rows_stay()
    {
        using var folder = new TemporaryFolder();
        using var register = SqliteRegister.Open(folder.Path);
        var (offers, needs) = (new SqliteOffers(register), new SqliteNeeds(register));
        foreach (var day in new[] { "day", "later" })
        {
            await offers.AddAsync(day, Offer(1) with { Contact = Encoding.UTF8.GetBytes($"contact of {day}") }, default);
            await needs.PutAsync(day, new NeedRow("N1", $"need of {day}", OnWall: false), default);
            await needs.PutAsync(day, new NeedRow("N1", $"need of {day}", OnWall: true), default);
        }
        Assert.Equal(1, await offers.EraseAllAsync("day", default));
        await needs.EraseAllAsync("day", default);
        var bytes = await BytesAsync(folder);
        Assert.DoesNotContain("contact of day", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("need of day", bytes, StringComparison.Ordinal);
        Assert.Equal("contact of later", Encoding.UTF8.GetString(Assert.Single(await offers.ReadAsync("later", default)).Contact.Span));
        Assert.Equal(new NeedRow("N1", "need of later", OnWall: true), Assert.Single(await needs.ReadAsync("later", default)));

        Assert.False(await offers.EraseAsync("later", Offer(2).CodeHash, default));
        Assert.True(await offers.EraseAsync("later", Offer(1).CodeHash, default));
        await needs.EraseAsync("later", "N1", default);
        await needs.EraseAsync("later", "N1", default);
        Assert.Empty(await offers.ReadAsync("later", default));
        Assert.Empty(await needs.ReadAsync("later", default));
        Assert.DoesNotContain("of later", await BytesAsync(folder), StringComparison.Ordinal);
    }

    private static OfferRow Offer(int number) =>
        new(SHA256.HashData(BitConverter.GetBytes(number)), "garden", "come", SHA256.HashData(BitConverter.GetBytes(-number - 1)));

    private static async Task<string[]> OrderInFileAsync(int[] order)
    {
        using var folder = new TemporaryFolder();
        using (var register = SqliteRegister.Open(folder.Path))
            foreach (var number in order) await new SqliteOffers(register).AddAsync("day", Offer(number), default);
        var file = await File.ReadAllBytesAsync(folder.File("register.db"));
        var found = order.Order().Select(number => (number, Place: file.AsSpan().IndexOf(Offer(number).CodeHash.Span))).ToArray();
        Assert.All(found, row => Assert.True(row.Place >= 0));
        return [.. found.OrderBy(row => row.Place).Select(row => $"{row.number}")];
    }

    private static async Task<string> BytesAsync(TemporaryFolder folder)
    {
        var all = new StringBuilder();
        foreach (var path in Directory.GetFiles(folder.Path, "register.db*").Where(path => new FileInfo(path).Length > 0))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes);
            all.Append(Encoding.Latin1.GetString(bytes));
        }
        return all.ToString();
    }
}
