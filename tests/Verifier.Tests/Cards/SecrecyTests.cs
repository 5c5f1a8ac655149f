namespace PbDecisionDay.Verifier.Tests.Cards;

/// <summary>No secret is taken from an argument, nor shown in any output, whatever goes wrong.</summary>
public sealed class SecrecyTests : IDisposable
{
    private readonly CardTable _table = new();

    public SecrecyTests() => Assert.Equal(0, _table.Make().Exit);

    public void Dispose() => _table.Dispose();

    public static TheoryData<string> CodeWhereNoneBelongs =>
    [
        "check FOLDER --batch printed-1 --card CODE", "check FOLDER --batch printed-1 --card=CODE", "check FOLDER --batch printed-1 CODE", "check CODE --batch printed-1",
        "check --card CODE --batch printed-1", "check LINK --batch printed-1", "CODE", "check FOLDER --batch printed-1 --code CODE", "destroy FOLDER --batch printed-1 CODE", "destroy FOLDER --batch printed-1 --yes CODE",
        "make CODE", "check FOLDER --batch CODE", "destroy FOLDER --batch CODE",
    ];

    [Theory]
    [MemberData(nameof(CodeWhereNoneBelongs))]
    public void A_code_on_the_command_line_is_refused_and_not_repeated(string line)
    {
        string code = _table.Secrets[0], grouped = string.Join('-', code.Chunk(4).Select(group => new string(group)));
        string[] arguments = line.Split(' ').Select(word => word
            .Replace("FOLDER", _table.Folder, StringComparison.Ordinal).Replace("CODE", grouped, StringComparison.Ordinal)
            .Replace("LINK", $"{CardTable.Site}/v/{CardTable.Day}#{code}", StringComparison.Ordinal)).ToArray();
        Ran refused = CardTable.RunProgram("", arguments);
        Assert.Equal(2, refused.Exit);
        Assert.NotEmpty(refused.Error);
        Assert.DoesNotContain(code, refused.All, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(grouped, refused.All, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void No_run_says_a_secret()
    {
        string[] secrets = _table.Secrets;
        string all = string.Concat(_table.Make().All, _table.Check($"{secrets[0]}\n", "--card").All, _table.Make(10).All, _table.Destroy("no\n").All, _table.Destroy("printed-1\n").All,
            File.ReadAllText(_table.Files.Record), File.ReadAllText(_table.Files.Numbers));
        Assert.Contains("printed-1", all, StringComparison.Ordinal);
        foreach (string secret in secrets)
            foreach (string part in (string[])[secret, string.Join('-', secret.Chunk(4).Select(group => new string(group))), secret[..8]])
                Assert.DoesNotContain(part, all, StringComparison.Ordinal);
    }
}
