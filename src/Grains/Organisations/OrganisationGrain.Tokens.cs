using System.Collections.Immutable;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>The tokens of programs: an organiser's, for one day and named steps, and those of the programs that play rehearsals.</summary>
internal sealed partial class OrganisationGrain
{
    /// <inheritdoc/>
    public async Task<string> MakeTokenAsync(MakeToken command, CancellationToken cancellationToken) =>
        IsPerson(command.Organiser) ? await StoredAsync(() => tokens.MakeAsync(command, cancellationToken)) : "";

    /// <inheritdoc/>
    public Task<ImmutableArray<TokenView>> ListTokensAsync(CancellationToken cancellationToken) => Task.FromResult(tokens.Views);

    /// <inheritdoc/>
    public Task RevokeTokenAsync(string id, CancellationToken cancellationToken) => StoredAsync(() => tokens.EndAsync(row => row.Id == id, cancellationToken));

    /// <inheritdoc/>
    public async Task<TokenHolder?> CheckTokenAsync(string token, CancellationToken cancellationToken)
    {
        var hash = SecretCode.Hash(token);
        if (organisers.Values.FirstOrDefault(one => one.RehearsalsOnly && one.TokenHash.Span.SequenceEqual(hash)) is { } program)
            return new TokenHolder(View(program), "", []);
        return await StoredAsync(() => tokens.UseAsync(token, cancellationToken)) is { } row && IsPerson(row.Organiser)
            ? new TokenHolder(View(organisers[row.Organiser]), row.Day, ProgramTokens.StepsOf(row))
            : null;
    }
}
