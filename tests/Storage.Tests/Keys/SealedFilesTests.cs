using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PbDecisionDay.Silo;
using PbDecisionDay.Storage.Keys;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Keys;

/// <summary>The keys of cookies at rest: sealed under the unlock words as the other keys are.</summary>
public sealed class SealedFilesTests : IDisposable
{
    private const string Words = "five words drawn by dice", Secret = "<key>what protects cookies</key>";

    private readonly TemporaryFolder folder = new();

    public SealedFilesTests() => Directory.CreateDirectory(folder.File("keys/web"));

    private string Web => folder.File("keys/web");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(Words)]
    [InlineData(null)]
    public void What_is_written_is_sealed_and_the_next_start_reads_it(string? words)
    {
        Files(words).Write(Web, "key-1.xml", Secret);
        Files(words).Write(Web, "key-2.xml", "<key>another</key>");
        Assert.DoesNotContain("protects", File.ReadAllText(Path.Combine(Web, "key-1.xml")), StringComparison.Ordinal);
        Assert.Equal([Secret, "<key>another</key>"], Files(words).ReadAll(Web, ".xml"));
        // What the default file seals is sealed anew when a passphrase is named; what one passphrase seals no other opens.
        Assert.Equal(words is null ? 2 : 0, Files("four words, then another").ReadAll(Web, ".xml").Count);
    }

    [Fact]
    public void A_copied_folder_alone_opens_nothing_and_no_file_takes_anothers_name()
    {
        Files(null).Write(Web, "key-1.xml", Secret);
        File.Move(folder.File("keys.unlock"), folder.File("elsewhere"));
        Assert.Empty(Files(null).ReadAll(Web, ".xml"));
        File.Move(folder.File("elsewhere"), folder.File("keys.unlock"), overwrite: true);
        Assert.Equal([Secret], Files(null).ReadAll(Web, ".xml"));
        File.Move(Path.Combine(Web, "key-1.xml"), Path.Combine(Web, "key-2.xml"));
        Assert.Empty(Files(null).ReadAll(Web, ".xml"));
    }

    [Fact]
    public void A_file_in_clear_of_an_earlier_version_is_read_and_sealed()
    {
        File.WriteAllText(Path.Combine(Web, "key-1.xml"), Secret);
        Assert.Equal([Secret], Files(Words).ReadAll(Web, ".xml"));
        Assert.DoesNotContain("protects", File.ReadAllText(Path.Combine(Web, "key-1.xml")), StringComparison.Ordinal);
        Assert.Equal([Secret], Files(Words).ReadAll(Web, ".xml"));
    }

    [Fact]
    public void What_stood_under_the_default_file_is_sealed_anew_under_what_was_named_since()
    {
        Files(null).Write(Web, "key-1.xml", Secret);
        Assert.Equal([Secret], Files(Words).ReadAll(Web, ".xml"));
        File.Delete(folder.File("keys.unlock"));
        Assert.Equal([Secret], Files(Words).ReadAll(Web, ".xml"));
    }

    [Fact]
    public void Where_the_unlock_file_is_unfit_a_new_key_is_kept_in_memory_alone()
    {
        File.WriteAllText(folder.File("unlock"), "short\n");
        var files = Files(null, unlockFile: "unlock");
        files.Write(Web, "key-1.xml", Secret);
        Assert.Equal([Secret], files.ReadAll(Web, ".xml"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Web));
    }

    [Fact]
    public void A_damaged_file_is_left_out()
    {
        Files(Words).Write(Web, "key-1.xml", Secret);
        var whole = File.ReadAllLines(Path.Combine(Web, "key-1.xml"));
        for (var line = 0; line < whole.Length; line++)
            foreach (var damage in new[] { "", "rounds 1", whole[line] + "A", whole[line][1..] })
            {
                if (line == 0 && !damage.StartsWith("pbdd-sealed/v1", StringComparison.Ordinal)) continue; // That is a file in clear.
                File.WriteAllText(Path.Combine(Web, "key-1.xml"), string.Join('\n', whole.Select((text, at) => at == line ? damage : text)) + "\n");
                Assert.Empty(Files(Words).ReadAll(Web, ".xml"));
            }
    }

    private SealedFiles Files(string? passphrase, string? unlockFile = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder.Path });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Keys:Passphrase"] = passphrase, ["Keys:UnlockFile"] = unlockFile });
        builder.AddDecisionDaySilo();
        // Not started: no database is opened.
        return builder.Build().Services.GetRequiredService<SealedFiles>();
    }
}
