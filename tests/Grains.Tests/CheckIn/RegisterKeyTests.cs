using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Tests.CheckIn;

/// <summary>What a copy of the register tells of passes and of codes for doors: both are short, and could be tried one by one. Source: docs/adr/0068.</summary>
public sealed class RegisterKeyTests
{
    private static readonly byte[] Plain = SHA256.HashData("PASSNUMBER1"u8);

    [Fact]
    public async Task A_stolen_register_holds_nothing_by_which_a_pass_or_a_code_can_be_guessed()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: its files are looked at.
        var day = new TownDay(silo);
        await day.Register.AddAsync([new NewLine("1", "Iain Ross", "", "PASSNUMBER1"), new NewLine("2", "Iain Rose", "", "")], default);
        var codes = await day.Register.MakeDoorCodesAsync("anna", default);
        await silo.RestartAsync(); // What was written stands in the file.
        var file = RegisterFiles(silo);
        Assert.True(file.AsSpan().IndexOf("Iain Ross"u8) >= 0);
        Assert.True(file.AsSpan().IndexOf(Plain) < 0);
        Assert.All(codes, code => Assert.True(file.AsSpan().IndexOf(SHA256.HashData(Encoding.UTF8.GetBytes(code))) < 0));
        // The register reads its own all the same.
        Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInPassAsync("pass number 1", "Main door", default)).Status);
        Assert.Equal(Convert.ToBase64String(Plain), (await day.Register.GetPartAsync("Main door", ["Main door"], "", null, default)).Lines[0].Pass);
    }

    [Fact]
    public async Task Passes_that_were_written_before_they_were_sealed_are_sealed_when_the_register_is_read_and_leave_no_trace()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: its files are looked at.
        var day = new TownDay(silo);
        await silo.Register.Inner.AddAsync(day.Id, [new RegisterRow("1", "Iain Ross", "", Plain, null), new RegisterRow("2", "Iain Rose", "", Array.Empty<byte>(), null)], default);
        Assert.True(RegisterFiles(silo).AsSpan().IndexOf(Plain) >= 0);
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(time == 0 ? CheckInStatus.CheckedIn : CheckInStatus.AlreadyCheckedIn, (await day.Register.CheckInPassAsync("PASSNUMBER1", "Main door", default)).Status);
            Assert.Equal([60, 0], (await silo.Register.Inner.ReadAsync(day.Id, default)).Select(row => row.Pass.Length));
            Assert.True(RegisterFiles(silo).AsSpan().IndexOf(Plain) < 0);
            await silo.RestartAsync();
        }
    }

    private static byte[] RegisterFiles(TestSilo silo) =>
        [.. Directory.GetFiles(silo.Folder, "register.db*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).SelectMany(ReadShared)];

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
