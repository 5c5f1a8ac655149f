using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>Organisers as a day that counts needs them: the first two are confirmed by whoever runs the machine, who reads its log.</summary>
public static partial class Confirming
{
    /// <summary>Confirms the first two organisers of a site who can sign in.</summary>
    public static async Task FirstTwoAsync(RunningSite site)
    {
        var organisation = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        foreach (var organiser in (await organisation.ListOrganisersAsync(default)).Where(organiser => organiser is { RehearsalsOnly: false, Removed: false }).Take(2))
        {
            if (organiser.Confirmed != Confirmation.None || await organisation.ShowMachineCodeAsync(organiser.Id, default) == ConfirmResult.TwoAreConfirmed) continue;
            Assert.Equal(ConfirmResult.Confirmed, await organisation.ConfirmByMachineAsync(organiser.Id, CodeIn(site.Log, organiser.Id[..4]), default));
        }
    }

    /// <summary>The newest code that a log shows for an organiser's number.</summary>
    public static string CodeIn(IEnumerable<string> log, string number, string sentence = "the organiser {0}, ") =>
        Code().Match(log.Last(line => line.Contains(string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, number), StringComparison.Ordinal))).Groups["code"].Value;

    [GeneratedRegex("who is asking: (?<code>[0-9A-HJKMNP-TV-Z]{12})")]
    private static partial Regex Code();
}
