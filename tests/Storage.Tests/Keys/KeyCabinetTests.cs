using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Silo;
using PbDecisionDay.Storage.Keys;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Keys;

/// <summary>Keys sealed at rest: what unlocks them, and what is said where nothing does.</summary>
public sealed class KeyCabinetTests : IDisposable
{
    private const string Day = "troon-2026", Words = "five words drawn by dice";

    private readonly TemporaryFolder folder = new();

    private string LogKeyPath => folder.File($"keys/{Day}/main.pem");

    private string OpeningsPath => folder.File($"keys/{Day}/openings.key");

    private string DefaultUnlock => folder.File("keys.unlock");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Keys_are_sealed_under_the_passphrase_and_the_next_start_opens_them_with_it()
    {
        var made = await Cabinet(Words).MakeAsync(Day, "main", Stop);

        AssertNothingInClear(made);
        var read = await Cabinet(Words).ReadAsync(Day, "main", Stop);
        Assert.Equal(made.LogKey.ToArray(), read.LogKey.ToArray());
        Assert.Equal(made.OpeningsKey.ToArray(), read.OpeningsKey.ToArray());
        Assert.False(File.Exists(DefaultUnlock));
        Assert.False(Cabinet(Words).UnlockedByDefaultFile);
    }

    [Fact]
    public async Task Without_a_name_a_file_is_made_beside_the_folder_and_it_alone_opens_the_keys()
    {
        var made = await Cabinet().MakeAsync(Day, "main", Stop);

        AssertNothingInClear(made);
        Assert.True(Cabinet().UnlockedByDefaultFile);
        Assert.Equal(32, Convert.FromBase64String(File.ReadAllText(DefaultUnlock)).Length);
        if (!OperatingSystem.IsWindows())
            foreach (var file in new[] { DefaultUnlock, LogKeyPath, OpeningsPath, folder.File($"keys/{Day}/main.signed") })
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(made.LogKey.ToArray(), (await Cabinet().ReadAsync(Day, "main", Stop)).LogKey.ToArray());
    }

    [Fact]
    public async Task A_wrong_passphrase_opens_nothing_says_what_to_do_and_makes_no_new_key()
    {
        await Cabinet(Words).MakeAsync(Day, "main", Stop);
        var before = await File.ReadAllTextAsync(LogKeyPath, Stop) + await File.ReadAllTextAsync(OpeningsPath, Stop);

        foreach (var act in new Func<IKeyCabinet, Task>[] { cabinet => cabinet.ReadAsync(Day, "main", Stop), cabinet => cabinet.MakeAsync(Day, "main", Stop) })
        {
            var refused = await Assert.ThrowsAsync<KeyUnavailableException>(() => act(Cabinet("four words, then another")));
            Assert.Contains("another passphrase", refused.Message, StringComparison.Ordinal);
            Assert.Contains("Keys:Passphrase", refused.Message, StringComparison.Ordinal);
        }
        Assert.Equal(before, await File.ReadAllTextAsync(LogKeyPath, Stop) + await File.ReadAllTextAsync(OpeningsPath, Stop));
    }

    [Fact]
    public async Task An_openings_key_made_anew_stands_beside_until_it_is_taken_by_its_hash()
    {
        var made = await Cabinet(Words).MakeAsync(Day, "main", Stop);
        var cabinet = Cabinet(Words);
        var next = await cabinet.MakeOpeningsKeyAsync(Day, Stop);
        Assert.Equal(made.OpeningsKey.ToArray(), (await cabinet.ReadAsync(Day, "main", Stop)).OpeningsKey.ToArray());

        Assert.False(await cabinet.TakeOpeningsKeyAsync(Day, Digest.Random(), Stop));
        Assert.Equal(made.OpeningsKey.ToArray(), (await cabinet.ReadAsync(Day, "main", Stop)).OpeningsKey.ToArray());
        Assert.True(await cabinet.TakeOpeningsKeyAsync(Day, Digest.Sha256(next.Span), Stop));
        var read = await cabinet.ReadAsync(Day, "main", Stop);
        Assert.Equal(next.ToArray(), read.OpeningsKey.ToArray());
        AssertNothingInClear(read);
        Assert.False(await cabinet.TakeOpeningsKeyAsync(Day, Digest.Sha256(next.Span), Stop));
    }

    [Fact]
    public async Task A_destroyed_openings_key_is_gone_and_told_from_a_lost_one_and_shares_put_it_back()
    {
        var cabinet = Cabinet(Words);
        var made = await cabinet.MakeAsync(Day, "main", Stop);
        var key = made.OpeningsKey.ToArray();
        await cabinet.MakeOpeningsKeyAsync(Day, Stop);

        await cabinet.DestroyOpeningsKeyAsync(Day, Stop);
        await cabinet.DestroyOpeningsKeyAsync(Day, Stop);

        Assert.False(File.Exists(OpeningsPath));
        Assert.False(await cabinet.TakeOpeningsKeyAsync(Day, Digest.Random(), Stop));
        foreach (var other in new[] { cabinet, Cabinet(Words) })
        {
            var read = await other.ReadAsync(Day, "main", Stop);
            Assert.True(read.OpeningsDestroyed);
            Assert.Equal(made.LogKey.ToArray(), read.LogKey.ToArray());
        }
        // A log made later gets no new key either.
        Assert.True((await cabinet.MakeAsync(Day, "hub", Stop)).OpeningsDestroyed);

        await cabinet.PutOpeningsKeyAsync(Day, key, Stop);
        Assert.Equal(key, (await Cabinet(Words).ReadAsync(Day, "main", Stop)).OpeningsKey.ToArray());
        File.Delete(OpeningsPath);
        await Assert.ThrowsAsync<KeyUnavailableException>(() => Cabinet(Words).ReadAsync(Day, "main", Stop));
    }

    [Fact]
    public async Task A_lost_default_file_is_never_replaced_by_another()
    {
        await Cabinet().MakeAsync(Day, "main", Stop);
        File.Delete(DefaultUnlock);

        foreach (var day in new[] { Day, "another-day" })
        {
            var refused = await Assert.ThrowsAsync<KeyUnavailableException>(() => Cabinet().MakeAsync(day, "main", Stop));
            Assert.Contains($"{DefaultUnlock} cannot be read. Put it back", refused.Message, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(DefaultUnlock));
    }

    [Fact]
    public async Task A_named_unlock_file_that_is_missing_or_too_short_is_told_by_its_name()
    {
        var named = folder.File("elsewhere/unlock");
        // Before there are keys it is a wrong setting; after that, the service runs on for those who only read, and health names the days.
        Assert.Contains("Keys:UnlockFile names a file that is not there", Assert.ThrowsAny<Exception>(() => Cabinet(unlockFile: named)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(folder.File("keys/other-day"));
        await File.WriteAllTextAsync(folder.File("keys/other-day/main.pem"), "sealed", Stop);
        var missing = await Assert.ThrowsAsync<KeyUnavailableException>(() => Cabinet(unlockFile: named).MakeAsync(Day, "main", Stop));
        Assert.Contains(named, missing.Message, StringComparison.Ordinal);

        Directory.CreateDirectory(folder.File("elsewhere"));
        await File.WriteAllTextAsync(named, "short\n", Stop);
        var tooShort = await Assert.ThrowsAsync<KeyUnavailableException>(() => Cabinet(unlockFile: named).MakeAsync(Day, "main", Stop));
        Assert.Contains("fewer than 12 characters", tooShort.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(named, Words + "\nnot this line\n", Stop);
        var made = await Cabinet(unlockFile: named).MakeAsync(Day, "main", Stop);
        Assert.Equal(made.LogKey.ToArray(), (await Cabinet(Words).ReadAsync(Day, "main", Stop)).LogKey.ToArray());
    }

    [Fact]
    public async Task Damaged_and_missing_key_files_are_told_and_left_as_they_are()
    {
        await Cabinet().MakeAsync(Day, "main", Stop);
        foreach (var path in new[] { LogKeyPath, OpeningsPath })
        {
            var good = await File.ReadAllTextAsync(path, Stop);
            foreach (var damaged in new[] { "", good[..(good.Length / 2)], good.Replace('A', 'B').Replace('a', 'b') })
            {
                await File.WriteAllTextAsync(path, damaged, Stop);
                var refused = await Assert.ThrowsAsync<KeyUnavailableException>(() => Cabinet().MakeAsync(Day, "main", Stop));
                Assert.Contains(path, refused.Message, StringComparison.Ordinal);
                Assert.Equal(damaged, await File.ReadAllTextAsync(path, Stop));
            }
            File.Delete(path);
            var missing = await Assert.ThrowsAsync<KeyUnavailableException>(() => Cabinet().ReadAsync(Day, "main", Stop));
            Assert.Contains($"{path} cannot be read. Put it back", missing.Message, StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, good, Stop);
        }
        await Cabinet().ReadAsync(Day, "main", Stop);
    }

    [Fact]
    public async Task Keys_in_clear_from_an_earlier_version_are_sealed_when_they_are_first_read()
    {
        using var key = LogKey.Generate();
        var openings = RandomNumberGenerator.GetBytes(32);
        Directory.CreateDirectory(Path.GetDirectoryName(LogKeyPath)!);
        await File.WriteAllTextAsync(LogKeyPath, PemEncoding.WriteString("PRIVATE KEY", key.ExportPkcs8()) + "\n", Stop);
        await File.WriteAllTextAsync(OpeningsPath, Convert.ToBase64String(openings) + "\n", Stop);

        var read = await Cabinet().ReadAsync(Day, "main", Stop);

        Assert.Equal(key.ExportPkcs8(), read.LogKey.ToArray());
        Assert.Equal(openings, read.OpeningsKey.ToArray());
        AssertNothingInClear(read);
        Assert.Equal("", await Cabinet().ReadSignedAsync(Day, "main", Stop));
        Assert.Equal(openings, (await Cabinet().ReadAsync(Day, "main", Stop)).OpeningsKey.ToArray());
    }

    [Fact]
    public async Task A_passphrase_named_later_takes_over_from_the_default_file()
    {
        var made = await Cabinet().MakeAsync(Day, "main", Stop);

        await Cabinet(Words).ReadAsync(Day, "main", Stop);
        File.Delete(DefaultUnlock);

        Assert.Equal(made.OpeningsKey.ToArray(), (await Cabinet(Words).ReadAsync(Day, "main", Stop)).OpeningsKey.ToArray());
    }

    [Fact]
    public async Task Two_logs_of_a_day_have_keys_of_their_own_and_share_the_openings_key()
    {
        var cabinet = Cabinet();
        var main = await cabinet.MakeAsync(Day, "main", Stop);
        var hub = await cabinet.MakeAsync(Day, "cafe", Stop);

        Assert.NotEqual(main.LogKey.ToArray(), hub.LogKey.ToArray());
        Assert.Equal(main.OpeningsKey.ToArray(), hub.OpeningsKey.ToArray());
    }

    [Fact]
    public async Task A_file_put_in_place_of_one_that_was_read_counts_at_once()
    {
        var cabinet = Cabinet();
        await cabinet.MakeAsync(Day, "main", Stop);
        var other = await cabinet.MakeAsync("other", "main", Stop);
        File.Copy(folder.File("keys/other/openings.key"), OpeningsPath, overwrite: true);

        Assert.Equal(other.OpeningsKey.ToArray(), (await cabinet.ReadAsync(Day, "main", Stop)).OpeningsKey.ToArray());
    }

    [Fact]
    public async Task Openssl_opens_the_signing_key_with_the_same_passphrase()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "There is no openssl here.");
        var made = await Cabinet(Words).MakeAsync(Day, "main", Stop);
        var start = new ProcessStartInfo("/usr/bin/openssl", ["pkey", "-in", LogKeyPath, "-passin", $"pass:{Words}", "-pubout", "-outform", "DER", "-out", folder.File("public.der")])
            { RedirectStandardError = true };

        using var openssl = Process.Start(start)!;
        await openssl.WaitForExitAsync(Stop);

        Assert.True(openssl.ExitCode == 0, await openssl.StandardError.ReadToEndAsync(Stop));
        using var key = LogKey.ImportPkcs8(made.LogKey.Span);
        Assert.Equal(key.Public.Spki.ToArray(), await File.ReadAllBytesAsync(folder.File("public.der"), Stop));
    }

    [Fact]
    public void A_short_passphrase_and_two_ways_to_unlock_are_refused_at_start()
    {
        Assert.Contains("fewer than 12", Assert.ThrowsAny<Exception>(() => Cabinet("too short")).Message, StringComparison.Ordinal);
        Assert.Contains("not both", Assert.ThrowsAny<Exception>(() => Cabinet(Words, folder.File("unlock"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_to_contacts_is_sealed_never_replaced_and_leaves_no_trace_when_it_is_destroyed()
    {
        var (first, second) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        Assert.Null(await Cabinet(Words).ReadContactsKeyAsync(Day, Stop));
        Assert.Equal(first, (await Cabinet(Words).KeepContactsKeyAsync(Day, first, Stop)).ToArray());
        Assert.Equal(first, (await Cabinet(Words).KeepContactsKeyAsync(Day, second, Stop)).ToArray());
        var path = folder.File($"keys/{Day}/contacts.key");
        Assert.DoesNotContain(Convert.ToBase64String(first), await File.ReadAllTextAsync(path, Stop), StringComparison.Ordinal);
        await Assert.ThrowsAsync<KeyUnavailableException>(() => Cabinet("five other words drawn by dice").ReadContactsKeyAsync(Day, Stop));
        var cabinet = Cabinet(Words);
        Assert.Equal(first, (await cabinet.ReadContactsKeyAsync(Day, Stop))!.Value.ToArray());
        for (var times = 0; times < 2; times++) await cabinet.DestroyContactsKeyAsync(Day, Stop);
        Assert.Null(await cabinet.ReadContactsKeyAsync(Day, Stop));
        Assert.False(File.Exists(path));
    }

    private IKeyCabinet Cabinet(string? passphrase = null, string? unlockFile = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder.Path });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Keys:Passphrase"] = passphrase, ["Keys:UnlockFile"] = unlockFile });
        builder.AddDecisionDaySilo();
        // Not started: no database is opened.
        return builder.Build().Services.GetRequiredService<IKeyCabinet>();
    }

    private void AssertNothingInClear(BoxKeys keys)
    {
        foreach (var path in Directory.EnumerateFiles(folder.File("keys"), "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(path).ReplaceLineEndings("");
            Assert.DoesNotContain(Convert.ToBase64String(keys.OpeningsKey.Span), text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(keys.LogKey.Span)[..64], text, StringComparison.Ordinal);
            Assert.DoesNotContain("BEGIN PRIVATE KEY", text, StringComparison.Ordinal);
        }
    }
}
