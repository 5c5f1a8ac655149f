using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Grains.CheckIn;
using PbDecisionDay.Silo.Journal;
using PbDecisionDay.Silo.Register;
using PbDecisionDay.Silo.Tests.Journal;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Silo.Tests.Storage;

/// <summary>What a file at rest must not tell, down to its bytes: in which order cards were handed out or people came, and whom it held.</summary>
public sealed class TracesTests
{
    private const int PageSize = 8192;
    private const int CardNumberLength = 32;

    [Theory]
    [InlineData(150)]
    [InlineData(2000)]
    public async Task A_closed_file_does_not_tell_in_which_order_marks_were_made(int cards)
    {
        var ascending = await PagesAfterMarkingAsync(Enumerable.Range(0, cards));
        var descending = await PagesAfterMarkingAsync(Enumerable.Range(0, cards).Reverse());
        var mixed = await PagesAfterMarkingAsync(Enumerable.Range(0, cards).OrderBy(number => number * 7919 % 2003));

        Assert.Equal(cards, ascending.Sum(page => page.Length / (2 * CardNumberLength)));
        Assert.Equal(ascending, descending);
        Assert.Equal(ascending, mixed);
    }

    [Fact]
    public async Task A_closed_register_does_not_tell_in_which_order_people_came_within_the_hour()
    {
        var ascending = await BytesAfterCheckInAsync(Enumerable.Range(0, 300));
        var descending = await BytesAfterCheckInAsync(Enumerable.Range(0, 300).Reverse());

        Assert.Equal(ascending, descending);
    }

    [Fact]
    public async Task What_was_erased_is_in_none_of_the_registers_files_even_while_it_is_open()
    {
        using var folder = new TemporaryFolder();
        using var register = SqliteRegister.Open(folder.Path);
        await register.AddAsync("day", [.. Enumerable.Range(0, 500).Select(Person)], default);
        await register.AddAsync("later", [Person(501) with { Name = "Somebody Else" }], default);
        await register.MarkAsync("day", "00007", new CheckInMark("Front", "2026-05-30T10"), default);
        Assert.Contains("Person Number", AllBytes(folder), StringComparison.Ordinal);

        Assert.Equal(500, await register.EraseAsync("day", default));

        Assert.DoesNotContain("Person Number", AllBytes(folder), StringComparison.Ordinal);
        Assert.DoesNotContain("Front", AllBytes(folder), StringComparison.Ordinal);
        Assert.Contains("Somebody Else", AllBytes(folder), StringComparison.Ordinal);
    }

    /// <summary>For each page that holds card numbers, these in the order of their places on it: SQLite lays new ones before old ones.</summary>
    private static async Task<List<string>> PagesAfterMarkingAsync(IEnumerable<int> order)
    {
        var cards = order.Select(CardNumber).ToList();
        using var folder = new TemporaryFolder();
        using (var journal = SqliteJournal.Open(folder.Path))
        {
            await journal.AppendAsync("box", 0, "opened");
            foreach (var chunk in cards.Chunk(7)) await journal.MarkAsync("box", 1, chunk);
        }

        return [.. File.ReadAllBytes(folder.File("ballots.db"))
            .Chunk(PageSize)
            .Select(page => string.Concat(cards
                .Select(card => (Card: card, Place: page.AsSpan().IndexOf(card)))
                .Where(found => found.Place >= 0)
                .OrderBy(found => found.Place)
                .Select(found => Convert.ToHexString(found.Card))))
            .Where(page => page.Length > 0)
            .Order(StringComparer.Ordinal)];
    }

    private static async Task<string> BytesAfterCheckInAsync(IEnumerable<int> order)
    {
        using var folder = new TemporaryFolder();
        using (var register = SqliteRegister.Open(folder.Path))
        {
            await register.AddAsync("day", [.. Enumerable.Range(0, 300).Select(Person)], default);
            foreach (var number in order) await register.MarkAsync("day", $"{number:d5}", new CheckInMark("Front", "2026-05-30T10"), default);
        }

        return Content(folder.File("register.db"));
    }

    /// <summary>The file without the three counters of its header that rise with every transaction (SQLite file format, section 1.3).</summary>
    private static string Content(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(24, 4).Clear();
        bytes.AsSpan(40, 4).Clear();
        bytes.AsSpan(92, 4).Clear();
        return Convert.ToHexString(bytes);
    }

    private static string AllBytes(TemporaryFolder folder) =>
        string.Concat(Directory.GetFiles(folder.Path, "register.db*")
            .Where(path => new FileInfo(path).Length > 0)
            .Select(path => Encoding.Latin1.GetString(ReadShared(path))));

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] CardNumber(int number) => SHA256.HashData(BitConverter.GetBytes(number));

    private static RegisterRow Person(int number) => new($"{number:d5}", $"Person Number {number}", "KA10 6XX", new byte[32], null);
}
