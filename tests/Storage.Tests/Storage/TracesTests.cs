using PbDecisionDay.Storage.Tests.Journal;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Storage.Register;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Storage;

/// <summary>What a file at rest must not tell, down to its bytes: in which order cards were handed out or people came, and whom it held.</summary>
public sealed class TracesTests
{
    [Theory]
    [InlineData(150)]
    [InlineData(2000)]
    public async Task A_closed_file_does_not_tell_in_which_order_marks_were_made(int cards)
    {
        var ascending = await PagesAfterMarkingAsync(Enumerable.Range(0, cards));
        var descending = await PagesAfterMarkingAsync(Enumerable.Range(0, cards).Reverse());
        var mixed = await PagesAfterMarkingAsync(Enumerable.Range(0, cards).OrderBy(number => number * 7919 % 2003));

        Assert.Equal(cards, ascending.Sum(page => page.Split(' ').Length));
        Assert.Equal(ascending, descending);
        Assert.Equal(ascending, mixed);
    }

    [Fact]
    public async Task A_closed_register_does_not_tell_in_which_order_people_came_within_the_hour()
    {
        const int people = 300;
        var ascending = await PagesAfterCheckInAsync(people, Enumerable.Range(0, people));
        var descending = await PagesAfterCheckInAsync(people, Enumerable.Range(0, people).Reverse());
        var mixed = await PagesAfterCheckInAsync(people, Enumerable.Range(0, people).OrderBy(number => number * 7919 % 2003));

        Assert.Equal(people, ascending.Sum(page => page.Split(' ').Length));
        Assert.Equal(ascending, descending);
        Assert.Equal(ascending, mixed);
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

    [Fact]
    public async Task An_erasure_also_removes_the_copies_that_migrations_made()
    {
        using var folder = new TemporaryFolder();
        using (var before = SqliteRegister.Open(folder.Path)) await before.AddAsync("day", [Person(1)], default);
        var later = RegisterDatabase.Definition with { Migrations = [.. RegisterDatabase.Definition.Migrations, "CREATE TABLE notes (text TEXT);"] };
        using var register = SqliteRegister.Open(later, folder.Path);
        Assert.Equal(2, AllBytes(folder).Split("Person Number").Length - 1);

        await register.EraseAsync("day", default);

        Assert.DoesNotContain("Person Number", AllBytes(folder), StringComparison.Ordinal);
    }

    private static async Task<List<string>> PagesAfterMarkingAsync(IEnumerable<int> order)
    {
        var cards = order.Select(number => SHA256.HashData(BitConverter.GetBytes(number))).ToList();
        using var folder = new TemporaryFolder();
        using (var journal = SqliteJournal.Open(folder.Path))
        {
            await journal.AppendAsync("box", 0, "opened");
            foreach (var chunk in cards.Chunk(7)) await journal.MarkAsync("box", 1, chunk);
        }

        return Pages(folder.File("ballots.db"), BallotsDatabase.Definition.PageSize, cards);
    }

    private static async Task<List<string>> PagesAfterCheckInAsync(int people, IEnumerable<int> order)
    {
        using var folder = new TemporaryFolder();
        using (var register = SqliteRegister.Open(folder.Path))
        {
            await register.AddAsync("day", [.. Enumerable.Range(0, people).Select(Person)], default);
            foreach (var number in order) await register.MarkAsync("day", Person(number).Line, new CheckInMark("Front", "2026-05-30T10"), default);
        }

        var names = Enumerable.Range(0, people).Select(number => Encoding.UTF8.GetBytes(Person(number).Name)).ToList();
        return Pages(folder.File("register.db"), RegisterDatabase.Definition.PageSize, names);
    }

    /// <summary>For each page that holds some of these rows, which they are, in the order in which they lie: SQLite lays new ones before old ones.</summary>
    private static List<string> Pages(string path, int pageSize, List<byte[]> rows) =>
    [
        .. File.ReadAllBytes(path)
            .Chunk(pageSize)
            .Select(page => string.Join(' ', rows
                .Select(row => (Row: row, Place: page.AsSpan().IndexOf(row)))
                .Where(found => found.Place >= 0)
                .OrderBy(found => found.Place)
                .Select(found => Convert.ToHexString(found.Row))))
            .Where(page => page.Length > 0)
            .Order(StringComparer.Ordinal),
    ];

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

    private static RegisterRow Person(int number) => new($"{number:d5}", $"Person Number {number:d5}", "KA10 6XX", new byte[32], null);
}
