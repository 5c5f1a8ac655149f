using System.Collections.Immutable;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>The tokens of an organisation's programs: rows of the register's database, found by the hash of what opens them.</summary>
internal sealed class ProgramTokens(IOrganiserStore store, string organisation, TimeProvider time)
{
    private const int IdSymbols = 16;
    private readonly Dictionary<string, TokenRow> known = new(StringComparer.Ordinal);

    /// <summary>Those that have not ended, the newest first.</summary>
    public ImmutableArray<TokenView> Views =>
        [.. known.Values.Where(row => !IsOver(row)).OrderByDescending(row => row.Made).ThenBy(row => row.Id, StringComparer.Ordinal)
            .Select(row => new TokenView(row.Id, row.Organiser, row.Day, StepsOf(row), row.Made, row.EndsAt, row.Used))];

    /// <summary>Reads what is stored.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await store.ReadTokensAsync(organisation, cancellationToken)) known[KeyOf(row)] = row;
    }

    /// <summary>Makes a token.</summary>
    /// <returns>26 characters of Crockford base32; empty where the command asks for what no token is, or there are too many.</returns>
    public async Task<string> MakeAsync(MakeToken command, CancellationToken cancellationToken)
    {
        await EndAsync(IsOver, cancellationToken);
        if (!DayId.IsValid(command.Day) || command.Steps.IsDefaultOrEmpty || command.Steps.Any(step => !Enum.IsDefined(step))) return "";
        if (command.Lasts <= TimeSpan.Zero || command.Lasts > MakeToken.Longest || known.Count >= MakeToken.Most) return "";
        var now = time.GetUtcNow();
        var token = SecretCode.New(SecretCode.LongSymbols);
        var steps = string.Join(' ', command.Steps.Distinct().Order().Select(Words.Of));
        var row = new TokenRow(SecretCode.New(IdSymbols), command.Organiser, SecretCode.Hash(token), command.Day, steps, now, now + command.Lasts, Used: null);
        await store.SaveTokenAsync(organisation, row, cancellationToken);
        known[KeyOf(row)] = row;
        return token;
    }

    /// <summary>The token that a program shows; <c>null</c> where it is none, or has ended. Notes the hour.</summary>
    public async Task<TokenRow?> UseAsync(string token, CancellationToken cancellationToken)
    {
        var key = SecretCode.HashText(token);
        if (!known.TryGetValue(key, out var row) || IsOver(row)) return null;
        var now = time.GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, now.Offset);
        if (row.Used == hour) return row;
        await store.UseTokenAsync(organisation, row.Id, hour, cancellationToken);
        // It may have been revoked meanwhile.
        return known.ContainsKey(key) ? known[key] = row with { Used = hour } : null;
    }

    /// <summary>Ends those for which a condition holds.</summary>
    public async Task EndAsync(Func<TokenRow, bool> ends, CancellationToken cancellationToken)
    {
        var ended = known.Values.Where(ends).ToArray();
        if (ended.Length == 0) return;
        await store.EndTokensAsync(organisation, [.. ended.Select(row => row.Id)], cancellationToken);
        foreach (var row in ended) known.Remove(KeyOf(row));
    }

    /// <summary>What a token's program may do; a word of a later version means nothing here.</summary>
    public static ImmutableArray<TokenStep> StepsOf(TokenRow row) =>
        [.. Enum.GetValues<TokenStep>().Where(step => row.Steps.Split(' ').Contains(Words.Of(step), StringComparer.Ordinal))];

    private bool IsOver(TokenRow row) => time.GetUtcNow() >= row.EndsAt;

    private static string KeyOf(TokenRow row) => Convert.ToBase64String(row.SecretHash.Span);
}
